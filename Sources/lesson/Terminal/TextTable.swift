/// Rows of text in aligned columns.
struct TextTable {
    enum Alignment {
        case left
        case right
    }

    var titles: [String]
    var alignments: [Alignment]
    var rows: [[String]] = []
    /// The column whose cells are cut where the terminal is too narrow for the table; nothing is cut in a pipe.
    var elastic: Int?

    init(_ columns: [(title: String, alignment: Alignment)]) {
        titles = columns.map(\.title)
        alignments = columns.map(\.alignment)
    }

    /// The table as lines, the titles dimmed.
    var text: String {
        var widths = titles.indices.map { column in ([titles] + rows).map { $0[column].count }.max() ?? 0 }
        if let elastic, Terminal.isInteractive {
            let whole = widths.reduce(0, +) + 2 * (widths.count - 1)
            widths[elastic] = max(6, min(widths[elastic], widths[elastic] + Terminal.width - whole))
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.indices.map { column in
                var cell = cells[column]
                if cell.count > widths[column] { cell = cell.prefix(widths[column] - 1) + "…" }
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return alignments[column] == .left ? cell + space : space + cell
            }
            let joined = padded.joined(separator: "  ")
            return String(joined.reversed().drop { $0 == " " }.reversed())
        }
        return ([Terminal.styled(line(titles), .dim)] + rows.map(line)).joined(separator: "\n")
    }
}
