import Foundation

/// A table as spreadsheets and learning-management systems write it (RFC 4180): a line of titles, then rows.
///
/// Separated by commas or, as where a comma stands in numbers, by semicolons; UTF-8, with or without a mark.
public struct CSVTable: Sendable, Equatable {
    public var titles: [String]
    /// Each as long as the titles.
    public var rows: [[String]]
    public var separator: Character

    public init(titles: [String], rows: [[String]], separator: Character = ",") {
        (self.titles, self.rows, self.separator) = (titles, rows, separator)
    }

    public init(reading file: URL) throws {
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw ClassError(.notReachable, "\(file.path) cannot be read", hint: "is the name right?")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw ClassError(
                .badData, "\(file.lastPathComponent): expected UTF-8", hint: "save it as \"CSV UTF-8\"")
        }
        try self.init(text, name: file.lastPathComponent)
    }

    /// - Parameter name: how messages call the file.
    public init(_ text: String, name: String) throws {
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let first = text.prefix { !$0.isNewline }
        separator = first.count { $0 == ";" } > first.count { $0 == "," } ? ";" : ","
        var lines = try CSVTable.cells(of: text, separator, name).filter { $0 != [""] }
        guard !lines.isEmpty else { throw ClassError(.badData, "\(name): expected a line of titles, but it is empty") }
        titles = lines.removeFirst()
        let count = titles.count
        rows = try lines.enumerated().map { index, row in
            guard row.count <= count else {
                throw ClassError(
                    .badData,
                    "\(name), row \(index + 2): expected \(count) cells, as there are titles, but got \(row.count)",
                    hint: "a cell with a comma in it stands in quotation marks")
            }
            return row + Array(repeating: "", count: count - row.count)
        }
    }

    private static func cells(of text: String, _ separator: Character, _ name: String) throws -> [[String]] {
        var (lines, row, cell) = ([[String]](), [String](), "")
        var isQuoted = false
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"": cell.append(rest.removeFirst())
            case "\"" where isQuoted: isQuoted = false
            case "\"" where cell.isEmpty: isQuoted = true
            case _ where isQuoted: cell.append(character)
            case separator:
                row.append(cell)
                cell = ""
            case _ where character.isNewline:
                lines.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.append(character)
            }
        }
        guard !isQuoted else { throw ClassError(.badData, "\(name): a quotation mark is not closed") }
        return cell.isEmpty && row.isEmpty ? lines : lines + [row + [cell]]
    }

    /// The table as text. Cells are quoted where they must be.
    ///
    /// - Parameter safe: puts an apostrophe before what a spreadsheet would take for a formula: `=`, `+`, `-`, `@` at the
    ///   beginning of a cell that is no number. For tables that people open, not for those that go back to where they
    ///   came from.
    public func text(safe: Bool = true) -> String {
        ([titles] + rows).map { row in
            row.map { quoted(safe ? CSVTable.safe($0) : $0) }.joined(separator: String(separator)) + "\n"
        }.joined()
    }

    private static func safe(_ cell: String) -> String {
        guard let first = cell.first, "=+-@\t\r".contains(first), Double(cell) == nil else { return cell }
        return "'" + cell
    }

    private func quoted(_ cell: String) -> String {
        guard
            cell.contains(where: { $0 == separator || $0 == "\"" || $0.isNewline })
                || cell != cell.trimmingCharacters(in: .whitespaces)
        else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
