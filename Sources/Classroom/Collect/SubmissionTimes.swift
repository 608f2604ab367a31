import Foundation

/// When each student handed in, from a table that a learning-management system wrote or an instructor did.
struct SubmissionTimes {
    private var moments: [(words: [String], moment: Date)] = []

    /// - Parameter zone: where moments without one are local.
    init(reading file: URL, zone: TimeZone) throws {
        let table = try CSVTable(reading: file)
        let name = file.lastPathComponent
        func column(_ words: [String]) -> Int? {
            words.lazy.compactMap { word in table.titles.firstIndex { $0.lowercased() == word } }.first
        }
        guard let time = column(["submitted", "submitted at", "time", "last modified (submission)"]) else {
            throw ClassError(
                .badData, "\(name): expected a column \"submitted\", but got \(table.titles.joined(separator: ", "))",
                hint: "id,submitted with moments such as 2026-11-30T23:59 or 2026-11-30T22:59:00Z")
        }
        let names = ["id", "student", "identifier", "email", "email address", "name", "full name"].compactMap {
            column([$0])
        }
        guard !names.isEmpty else {
            throw ClassError(
                .badData,
                "\(name): expected a column \"id\", \"email\" or \"name\", but got \(table.titles.joined(separator: ", "))",
                hint: "id,submitted")
        }
        for (index, row) in table.rows.enumerated() where !row[time].isEmpty && row[time] != "-" {
            guard let moment = SubmissionTimes.moment(row[time], zone) else {
                throw ClassError(
                    .badData, "\(name), row \(index + 2): expected a moment, but got \"\(row[time])\"",
                    hint: "such as 2026-11-30T23:59 (in the class's time zone) or 2026-11-30T22:59:00Z")
            }
            // Moodle writes "Participant 123".
            let words = names.map { row[$0].replacing(/^Participant\s+/, with: "") }.filter { !$0.isEmpty }
            moments.append((words, moment))
        }
    }

    /// With a zone, or a local time: seconds may be left out, and a space may stand for the T.
    static func moment(_ text: String, _ zone: TimeZone) -> Date? {
        let text = text.trimmingCharacters(in: .whitespaces).replacing(/^(\d{4}-\d\d-\d\d)\s+/) { "\($0.1)T" }
        if let date = try? Date(text, strategy: .iso8601) { return date }
        if let date = try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) {
            return date
        }
        if let match = text.wholeMatch(of: /(.*T\d\d:\d\d)(?::(\d\d))?/), let local = LocalTime(String(match.1)),
            let start = local.start(in: zone), let seconds = Int(match.2 ?? "0"), seconds < 60
        {
            return start.addingTimeInterval(Double(seconds))
        }
        return nil
    }

    /// The moment of a student, known by any of these words.
    func moment(of words: [String]) -> Date? {
        let wanted = Set(words.filter { !$0.isEmpty }.map { $0.lowercased() })
        return moments.first { !wanted.isDisjoint(with: $0.words.map { $0.lowercased() }) }?.moment
    }
}
