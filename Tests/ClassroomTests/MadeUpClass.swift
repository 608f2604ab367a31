import Foundation

@testable import Classroom
@testable import Grading

/// Gradebooks of classes that nobody has taught.
enum MadeUpClass {
    static let exercises = [
        Exercise(id: "4.1", name: "predict", points: 1, section: "A neuron is a line", hints: []),
        Exercise(id: "4.2", name: "update", points: 2, hints: []),
    ]

    static let submitted = Date(timeIntervalSince1970: 1_795_000_000)

    static func file(_ hidden: [String: LocalTime] = [:]) -> ClassFile {
        ClassFile(name: "Deep <Learning>", seed: 7, lessons: [ClassLesson(lesson: "04")], hidden: hidden)
    }

    static func verdict(_ exercise: String, _ state: Verdict.State, _ feedback: Feedback? = nil) -> Verdict {
        let own = exercises.first { $0.id == exercise }!
        var verdict = Verdict(
            exercise: exercise, name: own.name, state: state, points: state == .passed ? own.points : 0,
            possiblePoints: own.points, seed: 7)
        verdict.feedback = feedback
        return verdict
    }

    /// A mistake that the check knows, or one that it does not.
    static func feedback(_ sentence: String, known: Bool = true, actual: String = "w = [1, 2, 4]") -> Feedback {
        Feedback(
            input: "x = [1, 1, 1]", expected: "w = [1, 2, 3]", actual: actual,
            firstDifference: "w[2]: expected 3, got 4",
            likelyMistake: sentence + "\nRight: b. Not right: w.", recognised: known ? "name-of-it" : nil,
            family: known ? .tie : nil)
    }

    static func record(
        _ student: String, _ verdicts: [Verdict], after seconds: Double = 0, complete: Bool = true
    ) -> GradeRecord {
        GradeRecord(
            student: student, submitted: submitted.addingTimeInterval(seconds),
            kit: .init(version: "1.0", digest: "abcdef"), seed: 7, isolation: [],
            files: [.init(file: "04-perceptron/4.2-Update.swift", digest: "0123456789abcdef")], verdicts: verdicts,
            complete: complete)
    }

    static func book(
        _ records: [GradeRecord], _ file: ClassFile = file(), roster: Roster? = nil,
        manual: ManualGrades = ManualGrades()
    ) -> Gradebook {
        Gradebook(file: file, exercises: exercises, roster: roster, records: records, manual: manual)
    }
}
