import ArgumentParser
import Foundation
import Grading
import Notebook

/// `lesson` without arguments: the lessons, how far the learner has come, and what to do next.
struct Table: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Shows the lessons and what to do next.")

    func run() throws {
        let output = try ProjectFolder().output
        let learner = try Learner()
        let learnersProgress = learner.progress()
        var table = TextTable([
            ("", .right), ("lesson", .left), ("minutes", .right), ("exercises", .left), ("", .left),
        ])
        table.elastic = 1
        for lesson in catalogue {
            let record = output.appending(path: lesson.folder).appending(path: "record.json")
            let exercises = Exercise.all.filter { $0.lesson == lesson.number }
            table.rows.append([
                lesson.number, lesson.title, Table.minutes(lesson, exercises),
                ProgressBarText(exercises, learnersProgress).cells,
                Table.progress(try? RunRecord(contentsOf: record)),
            ])
        }
        Terminal.showLine(table.text)
        Terminal.showLine(Terminal.styled("minutes to read + for the exercises", .dim))
        Terminal.showLine(ProgressBarText.shownLegend + "\n")
        Terminal.showLine(try NextStep(learner.course).text)
    }

    /// "50 + 87": to read, and for the exercises.
    private static func minutes(_ lesson: Lesson, _ exercises: [Exercise]) -> String {
        let work = exercises.compactMap(\.minutes).reduce(0, +)
        return work == 0 ? "\(lesson.minutes)" : "\(lesson.minutes) + \(work)"
    }

    private static func progress(_ record: RunRecord?) -> String {
        guard let record else { return "not run yet" }
        let failed = record.claims.count { !$0.held }
        if failed > 0 { return "✗ \(failed) of \(record.claims.count) claims do not hold" }
        return "✓ run" + (record.quick ? " (quick)" : "") + String(format: " in %.1f s", record.seconds)
    }
}
