/// A table set for a terminal: columns as wide as their longest cell, a rule under the header.
struct TerminalTable {
    let lines: [String]

    init(_ table: MarkdownNode, in prose: TerminalProse) {
        guard case .table(let alignments) = table.kind else {
            lines = []
            return
        }
        let rows = table.children.map { row in
            row.children.map { prose.words($0.children).joined(separator: " ") }
        }
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].visibleWidth : 0 }.max() ?? 0
        }
        func line(_ row: [String]) -> String {
            let cells = row.enumerated().map { column, cell in
                let space = widths[column] - cell.visibleWidth
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
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        lines = rows.enumerated().flatMap { index, row in
            let isHeader = table.children[index].kind == .tableRow(isHeader: true)
            return isHeader ? [prose.styled(line(row), .bold), rule] : [line(row)]
        }
    }
}
