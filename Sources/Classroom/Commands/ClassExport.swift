import ArgumentParser
import CommandSupport
import Foundation
import Grading

/// `lesson class export`: what other systems take.
struct ClassExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes what other systems take.",
        discussion: """
            Without options, export/grades.csv and grades.json. Of a file that Canvas or Moodle exported, every cell but the grades \
            stays as it is; what could not be placed is listed.
            """)

    @OptionGroup var grades: GradeExport

    @OptionGroup var gradescope: GradescopeExport

    @OptionGroup var options: ClassOptions

    func run() throws {
        let (folder, course, file) = try options.open()
        if gradescope.isAsked { return try gradescope.run(course, file, lesson: grades.lesson) }
        try grades.run(folder, course, file)
    }
}
