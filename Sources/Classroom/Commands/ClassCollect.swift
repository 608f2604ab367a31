import ArgumentParser
import CommandSupport
import Foundation
import Text

/// `lesson class collect SOURCE…`: what was handed in, by student and time.
struct ClassCollect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect", abstract: "Takes what was handed in: a folder, or the zip of Canvas or Moodle.",
        discussion: """
            A source is a folder or a zip archive with a folder or a zip for each student, or what Canvas or Moodle gives to \
            download. Only Swift files of the course's exercises and answered Questions.md are taken; everything else is \
            listed. Collect again whenever something new came: what is there is never changed.
            """)

    @OptionGroup var options: ClassOptions

    @Option(
        help: ArgumentHelp(
            "A table of when each student handed in: id (or email, name) and submitted. Without it the archive's stamps count.",
            valueName: "CSV"))
    var times: String?

    @Argument(help: "Folders and zip archives.")
    var sources: [String]

    func run() throws {
        let (folder, course, file) = try options.open()
        let collector = try Collector(folder, file, course: course, times: times.map { URL(fileURLWithPath: $0) })
        let report = try collector.collect(sources.map { URL(fileURLWithPath: $0) })
        Terminal.showLine(report.text.controlsShown)
    }
}
