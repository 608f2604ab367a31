import Foundation
import Grading
import Notebook

/// A lesson run by another process of this program, and what it left behind.
struct ChildRun {
    /// The exit status, or nil if a signal ended the process.
    let status: Int32?
    /// What it wrote to standard error.
    let complaint: String
    private let record: RunRecord?

    init(_ lesson: Lesson, _ options: RunOptions, output: URL) {
        let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
        let arguments = ["run", lesson.number] + options.arguments
        do {
            let result = try waiting { try await ChildProcess.run(program, arguments) }
            complaint = result.complaint.trimmingCharacters(in: .newlines)
            if case .exited(let code) = result.end { status = code } else { status = nil }
        } catch {
            complaint = "\(lesson.number) could not be run: \(error)"
            status = nil
        }
        // What was put aside for it must be told, and its other words are shown only where it failed.
        if status == 0 {
            complaint.split(separator: "\n").filter { $0.hasPrefix("note: ") }.map(String.init)
                .forEach(Terminal.printError)
        }
        // A run that stopped wrote no record; the one that is there would be that of an earlier run.
        let file = output.appending(path: lesson.folder).appending(path: "record.json")
        record = status == 0 || status == 1 ? try? RunRecord(contentsOf: file) : nil
    }

    var isWell: Bool { status == 0 }

    /// Claims, seconds, memory and verdict, for a table.
    var cells: [String] {
        guard let record else {
            return ["–", "–", "–", status.map { "✗ stopped, exit status \($0)" } ?? "✗ ended by a signal"]
        }
        let held = record.claims.count(where: \.held)
        return [
            "\(held)/\(record.claims.count)", String(format: "%.1f", record.seconds),
            String(format: "%.0f MB", record.peakMemoryMB), isWell ? "✓" : "✗ a claim does not hold",
        ]
    }
}
