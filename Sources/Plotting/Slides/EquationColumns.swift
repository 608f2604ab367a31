/// A display equation on a slide: names, the side before the relation, the rest, and what is said behind it.
struct EquationColumns {
    /// The cells of each row; every row has the same columns.
    let rows: [[RunningText]]
    /// The column of the sides before the relation: it ends where the others begin.
    private let leftColumn: Int
    private let widths: [Double]

    init(_ rows: [EquationRow], text: ([TextSpan]) -> RunningText) {
        let (before, behind) = (rows.map(\.before.count).max() ?? 0, rows.map(\.behind.count).max() ?? 0)
        self.rows = rows.map { row in
            let names = row.before + Array(repeating: [], count: before - row.before.count)
            let words = row.behind + Array(repeating: [], count: behind - row.behind.count)
            return (names + [row.left, row.right] + words).map(text)
        }
        leftColumn = before
        let cells = self.rows
        widths = (0..<before + 2 + behind).map { column in cells.map { $0[column].width }.max() ?? 0 }
    }

    /// Room before a column: little before a relation, more between an equation and words.
    private func gap(_ column: Int) -> Double {
        let size = rows.first?.first?.style.size ?? 0
        if column == 0 { return 0 }
        if column == leftColumn + 1 { return widths[leftColumn] > 0 ? 0.32 * size : 0 }
        return 1.2 * size
    }

    var width: Double { widths.indices.reduce(0) { $0 + gap($1) + widths[$1] } }
    var height: Double { rows.reduce(0) { $0 + 1.1 * $1[leftColumn + 1].height } }

    func draw(at corner: Point, on canvas: Canvas, theme: Theme, noting layer: TextLayer) {
        var y = corner.y
        for row in rows {
            var x = corner.x
            for (column, cell) in row.enumerated() {
                x += gap(column)
                let shift = column == leftColumn ? widths[column] - cell.width : 0
                cell.draw(at: Point(x + shift, y), on: canvas, theme: theme, noting: layer)
                x += widths[column]
            }
            y += 1.1 * row[leftColumn + 1].height
        }
    }
}
