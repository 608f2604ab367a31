import ArgumentParser
import Grading
import Text

/// `lesson progress`: how far one has come, which idea keeps tripping, and what to do next.
struct ProgressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "Shows how far you have come and what to do next.")

    func run() throws {
        let learner = try Learner()
        let progress = learner.progress()
        var table = TextTable([
            ("", .right), ("lesson", .left), ("exercises", .left), ("passed", .right), ("points", .right),
        ])
        table.elastic = 1
        for lesson in catalogue {
            let bar = ProgressBarText(Exercise.all.filter { $0.lesson == lesson.number }, progress)
            guard !bar.exercises.isEmpty else { continue }
            table.rows.append([
                lesson.number, lesson.title, bar.cells, "\(bar.passed) of \(bar.exercises.count)",
                "\(bar.points) of \(bar.possiblePoints)",
            ])
        }
        Terminal.showLine(table.text)
        Terminal.showLine(ProgressBarText.shownLegend + "\n")
        showMilestones(progress)
        showFamilies(progress)
        Terminal.showLine(try NextStep(learner.course).text)
    }

    /// Training runs with functions of their own.
    private func showMilestones(_ progress: LearnerProgress) {
        guard !progress.milestones.isEmpty else { return }
        Terminal.showLine("Runs with your own functions:")
        for run in progress.milestones {
            let own = "\(run.own.count) of \(run.called) functions your own"
            Terminal.showLine(
                "  \(run.lesson)  \(run.result.controlsShown) · \(own)\(run.quick ? " · quick" : "")"
                    + (run.held ? "" : " · a claim did not hold"))
        }
        Terminal.showLine()
    }

    /// The ideas that were missed more than once.
    private func showFamilies(_ progress: LearnerProgress) {
        let met = progress.families.filter { $0.times > 1 }.prefix(3)
        guard !met.isEmpty else { return }
        Terminal.showLine("What keeps tripping you:")
        for (family, times, exercises) in met {
            let places = exercises.joined(separator: ", ")
            Terminal.showLine(
                Terminal.wrapped("\(family.idea) (\(times) times, in \(places))", indent: 2))
        }
        Terminal.showLine()
    }
}
