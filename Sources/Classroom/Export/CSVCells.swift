/// Somebody else's table, of which some cells are to be filled: every byte of all others stays what it is, quotation marks,
/// line ends and the mark at the beginning included.
struct CSVCells {
    struct Cell {
        let value: String
        /// Its bytes in the file, quotation marks included.
        let range: Range<Int>
    }

    let rows: [[Cell]]
    let separator: UInt8
    private let bytes: [UInt8]

    private static let (quote, comma, semicolon, tab) = (
        UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(9)
    )

    /// - Parameter name: how messages call the file.
    init(_ bytes: [UInt8], name: String) throws {
        self.bytes = bytes
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ClassError(
                .badData, "\(name): expected UTF-8", hint: "export it again, as \"CSV UTF-8\" or \"Unicode\"")
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes[start...].prefix { $0 != 10 && $0 != 13 }
        let separator = [Self.comma, Self.semicolon, Self.tab].max { a, b in
            first.count { $0 == a } < first.count { $0 == b }
        }!
        var (rows, row, position) = ([[Cell]](), [Cell](), start)
        while position < bytes.count {
            let (cell, end) = try Self.cell(bytes, from: position, separator, name)
            row.append(cell)
            position = end
            if position < bytes.count, bytes[position] == separator {
                position += 1
                if position < bytes.count, bytes[position] != 10, bytes[position] != 13 { continue }
                // A line that ends in a separator ends in an empty cell.
                row.append(Cell(value: "", range: position..<position))
            }
            if position < bytes.count, bytes[position] == 13 { position += 1 }
            if position < bytes.count, bytes[position] == 10 { position += 1 }
            rows.append(row)
            row = []
        }
        if !row.isEmpty { rows.append(row) }
        (self.rows, self.separator) = (rows.filter { $0.count > 1 || $0.first?.value.isEmpty == false }, separator)
        guard !self.rows.isEmpty else {
            throw ClassError(.badData, "\(name): expected a line of titles, but it is empty")
        }
    }

    private static func cell(_ bytes: [UInt8], from start: Int, _ separator: UInt8, _ name: String) throws -> (
        Cell, Int
    ) {
        var position = start
        var value: [UInt8] = []
        if bytes[position] == quote {
            position += 1
            while true {
                guard position < bytes.count else {
                    throw ClassError(.badData, "\(name): a quotation mark is not closed")
                }
                if bytes[position] == quote {
                    guard position + 1 < bytes.count, bytes[position + 1] == quote else { break }
                    position += 1
                }
                value.append(bytes[position])
                position += 1
            }
            position += 1
        }
        while position < bytes.count, ![separator, 10, 13].contains(bytes[position]) {
            value.append(bytes[position])
            position += 1
        }
        return (Cell(value: String(decoding: value, as: UTF8.self), range: start..<position), position)
    }

    /// The file with other texts in some cells. A cell that had quotation marks keeps them.
    func filled(_ texts: [(cell: Cell, text: String)]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        for (cell, text) in texts.sorted(by: { $0.cell.range.lowerBound < $1.cell.range.lowerBound }) {
            result += bytes[position..<cell.range.lowerBound]
            let isQuoted = !cell.range.isEmpty && bytes[cell.range.lowerBound] == Self.quote
            let needsQuotes = isQuoted || text.utf8.contains { [separator, Self.quote, 10, 13].contains($0) }
            result += Array((needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text).utf8)
            position = cell.range.upperBound
        }
        return result + bytes[position...]
    }

    /// Whether its numbers have a comma in the place of a point.
    var hasDecimalCommas: Bool {
        separator != Self.comma && rows.joined().contains { $0.value.wholeMatch(of: /-?\d+,\d+/) != nil }
            || rows.joined().contains { $0.value.wholeMatch(of: /-?\d{1,3},\d\d/) != nil }
    }
}
