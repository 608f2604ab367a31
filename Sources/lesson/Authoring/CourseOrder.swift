import Foundation
import Grading
import Literate
import Notebook
import Text

/// Whether the course teaches everything before it uses it: the words and symbols of pages, stubs and hints, and the calls of
/// answers.
struct CourseOrder {
    private let project: ProjectFolder
    private let course: Course
    private let lessons: [(lesson: Lesson, source: LessonSource)]
    private let order: TeachingOrder
    private let calls: CallOrder

    init(_ project: ProjectFolder, _ course: Course) throws {
        (self.project, self.course) = (project, course)
        lessons = try Catalogue.lessons(in: project).map { lesson in
            let path = ProjectFolder.sourcePath(lesson.file)
            do {
                return (lesson, try LessonSource(project.text(path)))
            } catch let error as LessonError {
                throw CommandError(.badData, "\(path):\(error.line ?? 1): \(error.problem)", hint: error.hint)
            }
        }
        func text(_ path: String) -> String { (try? project.text(path)) ?? "" }
        order = TeachingOrder(
            lessons.map(\.source), symbols: text("Lessons/Symbols.md"), everyday: text("Lessons/EverydayWords.md"))
        var calls = CallOrder(
            engine: Self.engine.flatMap { Self.swiftFiles(in: "Sources/\($0)", project) }.map(text))
        for (_, source) in lessons { calls.show(source) }
        calls.show(prose: text("Exercises/README.md"), in: "00")
        self.calls = calls
    }

    private static let engine = ["Tensors", "Autodiff", "NeuralNetworks", "WeightFiles", "Datasets", "Nabla"]

    /// What these exercises use too early, and if `withPages`, what the pages of their lessons do.
    func complaints(about exercises: [Exercise], withPages: Bool) throws -> [String] {
        try lessons.flatMap { lesson, source -> [String] in
            let these = exercises.filter { $0.lesson == lesson.number }
            guard !these.isEmpty else { return [] }
            var announced: Set<String> = []
            let pages = try page(lesson, source, &announced)
            return try (withPages ? pages : []) + these.flatMap { try answer(of: $0, announced) }
        }
    }

    /// The page, and what its figures say that are drawn in other files.
    private func page(
        _ lesson: Lesson, _ source: LessonSource, _ announced: inout Set<String>
    ) throws -> [String] {
        let path = ProjectFolder.sourcePath(lesson.file)
        var complaints = order.findings(in: source.sentences, of: lesson.number, announced: &announced)
            .map { "\(path):\($0.line): \($0.text)" }
        // Lists of the course are made with a hyphen; Markdown makes one of a formula that is broken before a plus.
        for (index, line) in try project.text(path).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where line.drop(while: { $0 == " " }).hasPrefix("//: + ") {
            complaints.append(
                "\(path):\(index + 1): a line that begins with + becomes a list; break the formula elsewhere")
        }
        for other in Self.swiftFiles(in: "Lessons/\(lesson.folder)", project) where other != path {
            let sentences = try ReadSentence.sentences(ofSwift: project.text(other), withComments: false)
            complaints += order.findings(in: sentences, of: lesson.number, announced: &announced)
                .map { "\(other):\($0.line): \($0.text)" }
        }
        return complaints
    }

    private func answer(of exercise: Exercise, _ announced: Set<String>) throws -> [String] {
        var announced = announced
        let stub = try String(contentsOf: course.file(of: exercise), encoding: .utf8)
        let solution = try String(contentsOf: course.file(of: exercise, .solutions), encoding: .utf8)
        let hints = exercise.hints.flatMap { ReadSentence.sentences(of: $0, line: 0) }
        let task = order.findings(
            in: ReadSentence.sentences(ofSwift: stub), of: exercise.lesson, announced: &announced)
        let help = order.findings(in: hints, of: exercise.lesson, announced: &announced)
        let late = calls.late(in: solution, task: stub, of: exercise.lesson)
        return task.map { "\(exercise.id): the stub, line \($0.line): \($0.text)" }
            + help.map { "\(exercise.id): a hint: \($0.text)" }
            + late.map { call, lesson in
                "\(exercise.id): the solution needs \(call), which "
                    + (lesson.map { "lesson \($0) is the first to show" } ?? "no page shows")
            }
    }

    private static func swiftFiles(in folder: String, _ project: ProjectFolder) -> [String] {
        let names = try? FileManager.default.subpathsOfDirectory(atPath: project.url.appending(path: folder).path)
        return (names ?? []).filter { $0.hasSuffix(".swift") && Words.language(ofFile: $0) == nil }.sorted()
            .map { "\(folder)/\($0)" }
    }
}
