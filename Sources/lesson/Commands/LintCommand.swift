import ArgumentParser
import Foundation
import Grading
import Literate
import Notebook

/// `lesson lint`: for authors; refuses exercises that are not fit for learners, and what is used before it is taught.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "For authors: refuses exercises that are not fit for learners, and what is used before it is taught.")

    @Argument(help: "A lesson (04) or an exercise (4.2); every exercise if left out.")
    var name: String?

    @Flag(help: "Show every known wrong answer and how often the check names it, over twenty draws.")
    var table = false

    @Option(help: ArgumentHelp("Draw known wrong answers as a learner sees them, into this folder.", valueName: "DIR"))
    var drawings: String?

    func run() throws {
        try Course.requireWhole(for: "lint")
        let exercises = try ExerciseLookup.exercises(name)
        if table { return try showTable(exercises) }
        if let drawings { return try draw(exercises, into: drawings) }
        let course = try Course.here()
        let order = try CourseOrder(ProjectFolder(), course)
        var complaints = try order.complaints(about: exercises, withPages: name?.contains(".") != true)
        complaints += try Exercise.lessons(of: exercises).flatMap { try Self.translations(of: $0) }
        do {
            complaints += try waiting { try await Lint.complaints(about: exercises, in: course) }.map(\.description)
            guard complaints.isEmpty else {
                throw CommandError(.checkFailed, complaints.joined(separator: "\n"))
            }
        } catch let error as GradingError {
            throw CommandError(error)
        }
        Terminal.showLine("\(exercises.count) exercises are fit for learners, and nothing is used before it is taught")
    }

    /// What the texts of a lesson in other languages say otherwise.
    private static func translations(of lesson: String) throws -> [String] {
        guard let lesson = catalogue.first(where: { $0.number == lesson }) else { return [] }
        let project = try ProjectFolder()
        do {
            return try TranslationLint.complaints(inFolder: "Lessons/\(lesson.folder)", of: project)
        } catch let error as LessonError {
            throw CommandError(.badData, "Lessons/\(lesson.folder): \(error.problem)", hint: error.hint)
        }
    }

    /// Of each exercise one wrong answer for each kind of drawing.
    private func draw(_ exercises: [Exercise], into name: String) throws {
        let folder = try OutputPlace.folder(named: name, in: ProjectFolder())
        let found: [KnownDrawing]
        do {
            let course = try Course.here()
            found = try waiting { try await KnownDrawing.all(of: exercises, in: course, seed: 1) }
        } catch let error as GradingError {
            throw CommandError(error)
        }
        var files: [(name: String, content: Data)] = []
        for drawing in found {
            let title = WrongPartFile.title(drawing.exercise.id, drawing.exercise.name, drawing.feedback)
            Terminal.showLine("\(title)\n  (\(drawing.answer))\n")
            Terminal.showLine(WrongPartText(drawing.part, width: Terminal.width).text + "\n")
            let png = try drawing.part.figure(title: title).png()
            files.append(("\(drawing.exercise.id)-\(drawing.part.kind).png", Data(png)))
        }
        do { try OutputFolder(folder).write(files) } catch let error as OutputError { throw CommandError(error) }
        Terminal.showLine("\(files.count) drawings in \(folder.path)")
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
