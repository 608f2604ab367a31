import ArgumentParser
import Classroom
import Foundation
import Grading

/// `lesson class export`: what other systems take.
struct ClassExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes what other systems take.")

    @OptionGroup var gradescope: GradescopeExport

    @Option(help: ArgumentHelp("Which lesson it is about.", valueName: "04"))
    var lesson: String?

    @OptionGroup var options: ClassOptions

    func run() throws {
        let (_, course, file) = try options.open()
        if gradescope.isAsked { return try gradescope.run(course, file, lesson: lesson) }
        throw CommandError(
            .wrongArguments, "expected what to export",
            hint: "swift run lesson class export --gradescope autograder.zip")
    }
}
