import Foundation
import Grading
import Testing

@testable import lesson

/// "Next" goes on where the learner is, not where the course begins.
@Suite struct NextStepTests {
    private let course = Course(
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent())

    /// What is said after these verdicts, one a second, and runs of lessons at these seconds.
    private func words(_ verdicts: [(String, Verdict.State)], runs: [String: Double] = [:]) -> String {
        var progress = LearnerProgress()
        for (second, (id, state)) in verdicts.enumerated() {
            for exercise in Exercise.all where exercise.id == id || exercise.lesson == id {
                var verdict = Verdict(
                    exercise: exercise.id, name: exercise.name, state: state, points: 0, possiblePoints: 1,
                    seed: 1)
                verdict.digest = "\(second)"
                progress.record(verdict, on: Date(timeIntervalSince1970: Double(10 * second)))
            }
        }
        return NextStep.words(course, progress) { lesson in
            runs[lesson.number].map { Date(timeIntervalSince1970: $0) }
        }
    }

    @Test func `in the beginning it is the first lesson`() {
        #expect(words([]).hasPrefix("Next: swift run lesson 00, or test out of it"))
    }

    @Test func `after a run it is that lesson's first exercise`() {
        #expect(words([], runs: ["04": 5]).hasPrefix("Next: 4.1 predict in Exercises/04-perceptron/"))
    }

    @Test func `it is the exercise that is being worked on`() {
        #expect(words([("6.3", .wrong)], runs: ["04": -5]).hasPrefix("Next: 6.3 "))
    }

    @Test func `after a pass it is the next one of that lesson, then those left out`() {
        #expect(words([("6.3", .passed)]).hasPrefix("Next: 6.4 "))
        #expect(words([("06", .passed), ("6.3", .wrong)]).hasPrefix("Next: swift run lesson 07"))
        #expect(words([("4.7", .passed)]).hasPrefix("Next: 4.1 "))
    }

    @Test func `when a lesson is done it is the one after it, and in the end the first that is not`() throws {
        #expect(words([("04", .passed)]).hasPrefix("Next: swift run lesson 05"))
        #expect(words([("04", .passed)], runs: ["05": -5]).hasPrefix("Next: 5.1 "))
        let last = try #require(catalogue.last)
        #expect(words([(last.number, .passed)]).hasPrefix("Next: swift run lesson 00"))
        let all = Set(Exercise.all.map(\.lesson)).sorted().map { ($0, Verdict.State.passed) }
        #expect(words(all).hasPrefix("Every lesson is done."))
    }

    @Test func `a lesson that was run since is being worked on, but not when all were`() {
        #expect(words([("4.2", .wrong)], runs: ["06": 50]).hasPrefix("Next: 6.1 "))
        let all = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.number, 50.0) })
        #expect(words([("4.2", .wrong)], runs: all).hasPrefix("Next: 4.2 "))
        #expect(words([], runs: all).hasPrefix("Next: 0.1 "))
    }
}
