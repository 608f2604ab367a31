import Foundation
import Notebook

/// Which pages are still what a run would make today. No lesson is run to find out.
struct StaleCheck {
    /// A lesson, and why its page no longer matches; no reason if it does.
    typealias Finding = (lesson: Lesson, reasons: [String])

    let findings: [Finding]

    init(output: URL, in project: ProjectFolder) {
        findings = catalogue.map { lesson in
            let file = output.appending(path: lesson.folder).appending(path: "record.json")
            guard let record = try? RunRecord(contentsOf: file) else {
                return (lesson, ["it has not been run"])
            }
            return (lesson, Fingerprint.changes(since: record, of: lesson, in: project))
        }
    }

    /// Shows a line for each lesson. Throws if a page does not match.
    func report() throws {
        var table = TextTable([("", .right), ("lesson", .left), ("", .left)])
        table.rows = findings.map { lesson, reasons in
            [
                lesson.number, lesson.title,
                reasons.isEmpty ? "✓ matches its sources" : "✗ \(reasons.joined(separator: ", "))",
            ]
        }
        Terminal.showLine(table.text)
        let stale = findings.filter { !$0.reasons.isEmpty }.map(\.lesson.number)
        guard stale.isEmpty else {
            throw CommandError(
                .checkFailed, "no longer what a run would make: \(stale.joined(separator: ", "))",
                hint: "swift run lesson \(stale.count == 1 ? stale[0] : "all")")
        }
    }
}
