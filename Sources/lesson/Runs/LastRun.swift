import Foundation
import Notebook

extension SavedRun {
    /// The last run of a lesson if it is what a run with these options would leave today; otherwise runs the lesson, in a
    /// process of its own, and says so.
    static func fresh(of lesson: Lesson, _ options: RunOptions, in project: ProjectFolder) throws -> SavedRun {
        let output = try options.outputFolder(in: project)
        if let run = try? SavedRun(of: lesson, in: output, project), run.isFresh(options, in: project) {
            return run
        }
        Terminal.showLine("\(lesson.name): running it first …")
        let run = ChildRun(lesson, options, output: output)
        guard run.status == 0 || run.status == ExitStatus.checkFailed.rawValue else {
            throw CommandError(
                run.status.flatMap(ExitStatus.init) ?? .bug, run.complaint,
                hint: "see all it says: swift run lesson \(lesson.number)")
        }
        return try SavedRun(of: lesson, in: output, project)
    }

    private func isFresh(_ options: RunOptions, in project: ProjectFolder) -> Bool {
        record.quick == options.quick && record.seed == options.seed
            && Fingerprint.changes(since: record, of: lesson, in: project).isEmpty
    }

    /// What a lecturer must know before showing it; nil if all is well.
    var failedClaims: String? {
        let failed = record.claims.filter { !$0.held }
        guard !failed.isEmpty else { return nil }
        let names = failed.map { "\"\($0.name)\"" }.joined(separator: ", ")
        return "\(lesson.name): the slides show a run in which claims do not hold: \(names)"
    }
}
