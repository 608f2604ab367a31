import ArgumentParser
import CommandSupport
import Foundation
import Grading

/// The part of `lesson class export` that makes an autograder for Gradescope.
struct GradescopeExport: ParsableArguments {
    @Option(help: ArgumentHelp("An autograder for Gradescope: the archive to write.", valueName: "ZIP"))
    var gradescope: String?

    var isAsked: Bool { gradescope != nil }

    /// - Parameter lesson: what the assignment is about; nil for all that counts.
    func run(_ course: Course, _ file: ClassFile, lesson: String?) throws {
        let place = URL(fileURLWithPath: gradescope ?? "")
        guard !FileManager.default.fileExists(atPath: place.path) else {
            throw CommandError(
                .wrongArguments, "\(place.path) is there already, and nothing is overwritten",
                hint: "give another name, or remove it first")
        }
        let file = try lesson.map { try self.file(file, of: $0) } ?? file
        do {
            try WholeFile.write(GradescopeKit(course: course, file: file).archive(), to: place)
        } catch let error as GradingError {
            throw CommandError(error)
        }
        Terminal.showLine(
            """
            \(place.path): an autograder for lessons \(file.lessons.map(\.lesson).joined(separator: ", ")) of \(file.name)
            In Gradescope: a programming assignment, "Configure Autograder", upload it. It holds the solutions: give it to \
            nobody else.
            """)
    }

    /// What the class's file says of one lesson.
    private func file(_ file: ClassFile, of lesson: String) throws -> ClassFile {
        guard file.lessons.contains(where: { $0.lesson == lesson }) else {
            throw CommandError(
                .wrongArguments, "lesson \(lesson) does not count in \(file.name)",
                hint: "class.json has \(file.lessons.map(\.lesson).joined(separator: ", "))")
        }
        var file = file
        file.lessons.removeAll { $0.lesson != lesson }
        file.extensions.removeAll { $0.lesson != lesson }
        return file
    }
}
