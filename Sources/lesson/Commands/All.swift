import ArgumentParser
import Foundation
import Notebook

/// `lesson all`: every lesson in a process of its own, so that one that stops does not stop the others.
struct All: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all", abstract: "Runs every lesson and shows a table of the results.")

    @OptionGroup var options: RunOptions

    @Flag(help: "Run nothing: say which pages no longer match their lesson, the engine or the data.")
    var check = false

    func run() throws {
        let project = try ProjectFolder()
        let output = try options.outputFolder(in: project)
        if check {
            // Pages that can be written say it too; to be told needs no right to write.
            let home = CourseHome(CourseLinks(output: output), project)
            if FileManager.default.fileExists(atPath: output.path) { try? home.write() }
            return try StaleCheck(output: output, in: project).report()
        }
        var table = TextTable([
            ("", .right), ("lesson", .left), ("claims", .right), ("seconds", .right), ("memory", .right),
            ("", .left),
        ])
        var outcomes: [ChildRun] = []
        for lesson in catalogue {
            Terminal.showLine(lesson.name + " …")
            let outcome = ChildRun(lesson, options, output: output)
            outcomes.append(outcome)
            table.rows.append([lesson.number, lesson.title] + outcome.cells)
        }
        Terminal.showLine("\n" + table.text)
        let failed = outcomes.filter { !$0.isWell }
        guard !failed.isEmpty else { return }
        let messages = failed.map(\.complaint).filter { !$0.isEmpty }.joined(separator: "\n")
        // The status of the first lesson that did not run to its end says more than that of a claim.
        let statuses = failed.map { $0.status.flatMap(ExitStatus.init) ?? .bug }
        throw CommandError(statuses.first { $0 != .checkFailed } ?? .checkFailed, messages)
    }
}
