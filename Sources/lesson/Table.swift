import ArgumentParser
import Foundation
import Lessons
import Notebook

/// `lesson` without arguments: the lessons, how far the learner has come, and what to do next.
struct Table: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Shows the lessons and what to do next.")

    func run() throws {
        let output = try ProjectFolder().output
        var table = TextTable([("", .right), ("lesson", .left), ("minutes", .right), ("", .left)])
        var next: Lesson?
        for lesson in catalogue {
            let record = output.appending(path: lesson.folder).appending(path: "record.json")
            let progress = Table.progress(try? RunRecord(contentsOf: record))
            if next == nil, !progress.isDone { next = lesson }
            table.rows.append([lesson.number, lesson.title, String(lesson.minutes), progress.text])
        }
        Terminal.showLine(table.text + "\n")
        if let next {
            Terminal.showLine("Next: \(Terminal.styled("swift run lesson \(next.number)", .bold))")
        } else {
            Terminal.showLine("Every lesson has been run. Read them again as pages: Output/…/index.html")
        }
    }

    private static func progress(_ record: RunRecord?) -> (text: String, isDone: Bool) {
        guard let record else { return ("not run yet", false) }
        let failed = record.claims.count { !$0.held }
        if failed > 0 { return ("✗ \(failed) of \(record.claims.count) claims do not hold", false) }
        return (
            "✓ run" + (record.quick ? " (quick)" : "") + String(format: " in %.1f s", record.seconds), true
        )
    }
}
