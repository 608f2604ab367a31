import ArgumentParser
import Classroom
import Foundation
import Grading

/// The part of `lesson class export` that makes an autograder for Gradescope.
struct GradescopeExport: ParsableArguments {
    @Option(help: ArgumentHelp("An autograder for Gradescope: the archive to write.", valueName: "ZIP"))
    var gradescope: String?

    @Option(
        help: ArgumentHelp(
            "With --gradescope: the lessons of the assignment; all that count if left out.", valueName: "04,05"))
    var lessons: String?

    var isAsked: Bool { gradescope != nil }

    func run(_ course: Course, _ file: ClassFile) throws {
        let place = URL(fileURLWithPath: gradescope ?? "")
        guard !FileManager.default.fileExists(atPath: place.path) else {
            throw CommandError(
                .wrongArguments, "\(place.path) is there already, and nothing is overwritten",
                hint: "give another name, or remove it first")
        }
        let file = try assignment(of: file)
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

    /// What the class's file says of the lessons that are asked for.
    private func assignment(of file: ClassFile) throws -> ClassFile {
        guard let lessons else { return file }
        let numbers = lessons.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        if let unknown = numbers.first(where: { number in !file.lessons.contains { $0.lesson == number } }) {
            throw CommandError(
                .wrongArguments, "lesson \(unknown) does not count in \(file.name)",
                hint: "class.json has \(file.lessons.map(\.lesson).joined(separator: ", "))")
        }
        var file = file
        file.lessons.removeAll { !numbers.contains($0.lesson) }
        file.extensions.removeAll { !numbers.contains($0.lesson) }
        return file
    }
}
