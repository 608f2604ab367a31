import Foundation

/// What became of everything that came: nothing is left without a word.
public struct CollectReport: Sendable, Equatable {
    /// Attempts that were written, by student and time.
    public var collected: [Submission] = []
    /// Students whose newest attempt holds the same files already.
    public var unchanged: [String] = []
    /// Of the roster, with nothing in this source and nothing collected before.
    public var missing: [String] = []
    /// Lessons that some have handed in, and who of the others has not.
    public var missingLessons: [Submission.Ignored] = []
    /// Who handed in something with no exercise in it.
    public var empty: [String] = []
    /// Students with two files for one exercise, or in two places.
    public var twice: [Submission.Ignored] = []
    /// Files and folders that belong to nobody in the class.
    public var unknown: [Submission.Ignored] = []
    /// Archives and folders that could not be opened.
    public var unreadable: [Submission.Ignored] = []
    /// Files that are dangerous or are none, with the reason.
    public var refused: [Submission.Ignored] = []
    /// How many ordinary files were left because they are no exercise.
    public var ignoredCount = 0

    /// The report in words, a line for each thing.
    public var text: String {
        var lines: [String] = []
        func list(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            lines.append("\(title): \(items.count)")
            lines += items.map { "  " + $0 }
        }
        let late = Dictionary(grouping: collected, by: \.timeFrom)
        let sources = Submission.TimeSource.allCases.compactMap { source in
            late[source].map { "\($0.count) by \(source.words)" }
        }
        lines.append(
            "collected: \(collected.count) \(collected.count == 1 ? "attempt" : "attempts")"
                + (sources.isEmpty ? "" : ", timed " + sources.joined(separator: ", ")))
        if !unchanged.isEmpty { lines.append("unchanged since they were last collected: \(unchanged.count)") }
        list("missing", missing)
        list("lessons that are missing from some", missingLessons.map { "\($0.file): \($0.reason)" })
        list("empty, no exercise in what was handed in", empty)
        list("twice", twice.map { "\($0.file): \($0.reason)" })
        list("unknown, nobody's in this class", unknown.map { "\($0.file): \($0.reason)" })
        list("unreadable", unreadable.map { "\($0.file) \($0.reason)" })
        list("refused", refused.map { "\($0.file) \($0.reason)" })
        if ignoredCount > 0 { lines.append("other files, listed in each submission.json: \(ignoredCount)") }
        return lines.joined(separator: "\n")
    }
}

extension Submission.TimeSource: CaseIterable {
    public static var allCases: [Submission.TimeSource] { [.table, .archive, .file] }

    var words: String {
        switch self {
        case .table: "the table"
        case .archive: "the archive's stamps"
        case .file: "the files' own times"
        }
    }
}
