import ArgumentParser
import Grading

/// `lesson lint`: for authors; refuses exercises that are not fit for learners.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "For authors: refuses exercises that are not fit for learners.")

    @Argument(help: "A lesson (04) or an exercise (4.2); every exercise if left out.")
    var name: String?

    @Flag(help: "Show every known wrong answer and how often the check names it, over twenty draws.")
    var table = false

    func run() throws {
        try Course.requireWhole(for: "lint")
        let exercises = try ExerciseLookup.exercises(name)
        if table { return try showTable(exercises) }
        let course = try Course.here()
        do {
            let complaints = try waiting { try await Lint.complaints(about: exercises, in: course) }
            guard complaints.isEmpty else {
                throw CommandError(.checkFailed, complaints.map(\.description).joined(separator: "\n"))
            }
        } catch let error as GradingError {
            throw CommandError(error)
        }
        Terminal.showLine("\(exercises.count) exercises are fit for learners")
    }

    private func showTable(_ exercises: [Exercise]) throws {
        let tests: [SelfTest]
        do {
            let course = try Course.here()
            tests = try waiting { try await SelfTest.all(of: exercises, in: course) }
        } catch let error as GradingError {
            throw CommandError(error)
        }
        var text = TextTable([
            ("exercise", .left), ("answer", .left), ("family", .left), ("rejected", .right),
            ("named", .right), ("what is said", .left),
        ])
        text.rows = tests.flatMap { test in
            test.rows.map { row in
                [
                    row.exercise, row.answer, row.family?.rawValue ?? "", "\(row.rejected)/\(test.draws)",
                    row.named.map { "\($0)/\(test.draws)" } ?? "", row.sentence,
                ]
            }
        }
        Terminal.showLine(text.text + "\n\n" + tests.summary)
        if !tests.hold {
            throw CommandError(.checkFailed, "some wrong answers are not rejected and named, see above")
        }
    }
}
