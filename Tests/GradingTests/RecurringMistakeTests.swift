import Foundation
import Testing

@testable import Grading

/// What was said about a mistake of the same kind, when it is made again elsewhere.
@Suite struct RecurringMistakeTests {
    private func verdict(_ exercise: String, _ said: String, _ family: Misconception?) -> Verdict {
        var verdict = Verdict(
            exercise: exercise, name: "f", state: .wrong, points: 0, possiblePoints: 1, seed: 1)
        verdict.feedback = Feedback(
            input: "", expected: "", actual: "", firstDifference: "",
            likelyMistake: said + "\nRight: w. Not right: b.",
            recognised: said, family: family)
        return verdict
    }

    @Test func theLastOneOfTheFamilyInAnotherExerciseIsTold() throws {
        var progress = LearnerProgress()
        progress.record(
            verdict("3.3", "Uphill: the gradient was added.", .sign), on: Date(timeIntervalSince1970: 1))
        progress.record(verdict("4.1", "b was subtracted.", .sign), on: Date(timeIntervalSince1970: 2))
        progress.record(verdict("4.2", "The bias never moves.", nil), on: Date(timeIntervalSince1970: 3))
        let met = try #require(progress.mistake(of: .sign, outside: "4.6"))
        #expect(met.exercise == "4.1")
        #expect(met.sentence == "b was subtracted.")
        #expect(progress.mistake(of: .sign, outside: "4.1")?.exercise == "3.3")
        #expect(progress.mistake(of: .tie, outside: "4.6") == nil)
    }

    @Test func theSentenceOutlivesTheFile() throws {
        var progress = LearnerProgress()
        progress.record(verdict("3.3", "Uphill: the gradient was added.", .sign))
        let read = try JSONDecoder().decode(LearnerProgress.self, from: JSONEncoder().encode(progress))
        #expect(read.mistake(of: .sign, outside: "4.6")?.sentence == "Uphill: the gradient was added.")
    }
}
