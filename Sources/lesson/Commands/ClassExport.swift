import ArgumentParser
import Classroom
import Foundation
import Grading

/// `lesson class export`: what other systems take.
struct ClassExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes what other systems take.")

    @Option(help: ArgumentHelp("An autograder for Gradescope, as the archive to write.", valueName: "ZIP"))
    var gradescope: String?

    @Option(
        help: ArgumentHelp(
            "With --gradescope: the lessons of this assignment; all that count if left out.", valueName: "04,05"))
    var lessons: String?

    @OptionGroup var options: ClassOptions

    func run() throws {
        let (_, course, file) = try options.open()
        guard let gradescope else {
            throw CommandError(
                .wrongArguments, "expected what to export",
                hint: "swift run lesson class export --gradescope autograder.zip")
        }
        try GradescopeExport(archive: gradescope, lessons: lessons).run(course, file)
    }
}

/// The part of `lesson class export` that is about Gradescope.
struct GradescopeExport {
    let archive: String
    let lessons: String?

    func run(_ course: Course, _ file: ClassFile) throws {
        let place = URL(fileURLWithPath: archive)
        guard !FileManager.default.fileExists(atPath: place.path) else {
            throw CommandError(
                .wrongArguments, "\(archive) is there already, and nothing is overwritten",
                hint: "give another name, or remove it first")
        }
        var file = file
        if let numbers = lessons?.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            file.lessons.removeAll { !numbers.contains($0.lesson) }
            if let unknown = numbers.first(where: { number in !file.lessons.contains { $0.lesson == number } }) {
                throw CommandError(.wrongArguments, "lesson \(unknown) does not count in \(file.name)")
            }
        }
        let numbers = file.lessons.map(\.lesson)
        file.extensions.removeAll { !numbers.contains($0.lesson) }
        do {
            let kit = try GradescopeKit(course: course, file: file, version: Version.current)
            try WholeFile.write(kit.archive(), to: place)
        } catch let error as GradingError {
            throw CommandError(error)
        }
        Terminal.showLine(
            """
            \(archive): an autograder for lessons \(numbers.joined(separator: ", ")) of \(file.name)
            In Gradescope: a programming assignment, "Configure Autograder", upload it. It holds the solutions: give it to \
            nobody else.
            """)
    }
}
