import ArgumentParser
import Classroom
import Foundation
import Grading

/// `lesson class export`: what other systems take.
struct ClassExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes what other systems take.")

    @OptionGroup var gradescope: GradescopeExport

    @OptionGroup var options: ClassOptions

    func run() throws {
        let (_, course, file) = try options.open()
        if gradescope.isAsked { return try gradescope.run(course, file) }
        throw CommandError(
            .wrongArguments, "expected what to export",
            hint: "swift run lesson class export --gradescope autograder.zip")
    }
}
