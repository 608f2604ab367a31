import Foundation
import Grading
import Testing

/// Every check can fail: it tells its right answer, its stub and its wrong answers apart, on any inputs it draws.
///
/// `lesson lint --table` shows the same proof on twenty draws.
@Suite struct SelfTestTests {
    @Test(arguments: Exercise.lessons(of: Exercise.all))
    func theChecksOfALessonAreProven(_ lesson: String) async throws {
        let exercises = Exercise.all.filter { $0.lesson == lesson }
        for test in try await SelfTest.all(of: exercises, in: .current(), draws: 2) {
            #expect(test.problems == [], "\(test.exercise)")
        }
    }

    @Test(arguments: Exercise.all)
    func feedbackHasFiveShortParts(_ exercise: Exercise) async throws {
        let checks = try await CheckLibrary.shared.checks(of: exercise.lesson, in: .current())
        for wrong in try #require(checks[exercise.id]).findings(seed: 3).wrong {
            let feedback = try #require(wrong.finding.feedback)
            let parts = [
                feedback.input, feedback.expected, feedback.actual, feedback.firstDifference,
                feedback.likelyMistake,
            ]
            #expect(parts.allSatisfy { !$0.isEmpty && $0.count < 1000 }, "\(parts)")
        }
    }

    @Test(arguments: Exercise.all)
    func theSameSeedDrawsTheSameInputs(_ exercise: Exercise) async throws {
        let check = try #require(
            try await CheckLibrary.shared.checks(of: exercise.lesson, in: .current())[exercise.id])
        #expect(check.findings(seed: 7).wrong.map(\.finding) == check.findings(seed: 7).wrong.map(\.finding))
    }

    @Test(arguments: Exercise.all)
    func everyExerciseHasThreeHintsAndPoints(_ exercise: Exercise) {
        #expect(Set(exercise.hints).count == 3)
        #expect(exercise.hints.allSatisfy { $0.count > 20 })
        #expect(exercise.points > 0)
    }

    @Test func idsAreUniqueAndInOrder() {
        #expect(Set(Exercise.all.map(\.id)).count == Exercise.all.count)
        #expect(Exercise.all.count >= 59)
        #expect(Exercise.lessons(of: Exercise.all) == Set(Exercise.all.map(\.lesson)).sorted())
    }

    /// `swift test` has a test for each exercise, so that one can be chosen and a report names it.
    @Test func everyExerciseHasATestOfItsOwn() throws {
        let file = URL(fileURLWithPath: #filePath).appending(path: "../../ExerciseTests/ExerciseTests.swift")
            .standardized
        let text = try String(contentsOf: file, encoding: .utf8)
        for exercise in Exercise.all {
            #expect(text.contains("@Test func `\(exercise)`() async throws { try await check(\"\(exercise.id)\") }"))
        }
    }

    /// A check that does not hold is told so, in words.
    @Test func aCheckThatProvesNothingIsRefused() {
        let check = Check<Int, Int> { c in
            c.inputs { _ in [1, 2] }
            c.right { $0 }
            c.wrong("This is right, and so it passes.") { $0 }
            c.accepts("one more") { $0 + 1 }
        }
        let exercise = Exercise(id: "9.1", name: "nothing", points: 1, hints: [])
        let problems = SelfTest(of: check, for: exercise, draws: 1).problems
        #expect(
            problems == [
                "only 1 wrong answers are known; five at least are asked for",
                "wrong answer \"this-is-right-and-so-it-passes\" passes (seeds 1)",
                "rejects an answer that must be accepted: one more (seeds 1)",
            ])
    }
}
