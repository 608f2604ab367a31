import Text

/// A table set for a terminal: columns as wide as their longest cell, a rule under the header. Where that is wider than
/// the terminal, the widest columns give way and their cells take several lines.
struct TerminalTable {
    let lines: [String]

    init(_ table: MarkdownNode, in prose: TerminalProse, width: Int) {
        guard case .table(let alignments) = table.kind else {
            lines = []
            return
        }
        let rows = table.children.map { row in row.children.map { prose.words($0.children) } }
        let widths = Self.widths(of: rows, width: width)
        func line(_ row: [String]) -> String {
            let cells = row.enumerated().map { column, cell in
                let space = max(0, widths[column] - cell.visibleWidth)
                let before =
                    switch column < alignments.count ? alignments[column] : .none {
                    case .right: space
                    case .center: space / 2
                    default: 0
                    }
                return String(repeating: " ", count: before) + cell
                    + String(repeating: " ", count: space - before)
            }
            let text = cells.joined(separator: "  ")
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
        /// A row of cells as rows of lines, the shorter cells filled up.
        func wrapped(_ row: [[String]]) -> [[String]] {
            let cells = row.enumerated().map { Paragraph.lines(of: $1, width: widths[$0]) }
            let height = max(1, cells.map(\.count).max() ?? 1)
            return (0..<height).map { index in cells.map { index < $0.count ? $0[index] : "" } }
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        let isWrapped = rows.contains { wrapped($0).count > 1 }
        var lines: [String] = []
        for (index, row) in rows.enumerated() {
            let isHeader = table.children[index].kind == .tableRow(isHeader: true)
            // Where cells take several lines, rows are told apart by an empty one.
            if isWrapped, index > 1 { lines.append("") }
            lines += wrapped(row).map { isHeader ? prose.styled(line($0), .bold) : line($0) }
            if isHeader { lines.append(rule) }
        }
        self.lines = lines
    }

    /// As wide as the longest cell of each column, or narrower where the terminal is: never than the longest word.
    private static func widths(of rows: [[[String]]], width: Int) -> [Int] {
        let columns = rows.map(\.count).max() ?? 0
        let cells = (0..<columns).map { column in rows.compactMap { column < $0.count ? $0[column] : nil } }
        var widths = cells.map { column in
            column.map { $0.reduce(-1) { $0 + 1 + $1.visibleWidth } }.max().map { max(0, $0) } ?? 0
        }
        let narrowest = cells.map { $0.joined().map(\.visibleWidth).max() ?? 0 }
        var excess = widths.reduce(0, +) + 2 * (columns - 1) - width
        while excess > 0 {
            let wide = widths.indices.filter { widths[$0] > narrowest[$0] }.max { widths[$0] < widths[$1] }
            guard let wide else { break }
            widths[wide] -= 1
            excess -= 1
        }
        return widths
    }
}
