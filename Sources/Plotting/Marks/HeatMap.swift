import Text

/// A table of numbers as coloured cells, row 0 on top.
public struct HeatMap: Mark {
    private let values: [[Double]]
    private let rows: [String]
    private let columns: [String]
    private let map: ColorMap
    private let range: ClosedRange<Double>
    /// What stands in the cells; empty for nothing.
    private let texts: [[String]]
    private let barLabel: String?
    private let isSquare: Bool

    /// Colours a table. A diverging map has 0 in its middle. `colorBar` is the label of the scale of colours;
    /// nil leaves the scale out. The cells show their numbers where there is room, or the `texts` that are given.
    public init(
        _ values: [some Collection<some Plottable>], rows: [String] = [], columns: [String] = [],
        map: ColorMap = .sequential, range: ClosedRange<Double>? = nil, showsValues: Bool? = nil,
        decimals: Int? = nil, texts ownTexts: [[String]]? = nil, colorBar: String? = "", isSquare: Bool = true
    ) {
        let table = values.map(\.plotValues)
        let width = table.first?.count ?? 0
        require(
            width > 0 && table.allSatisfy { $0.count == width },
            "HeatMap: expected rows of one length, but got lengths \(table.map(\.count)); fill short rows with"
                + " .nan")
        require(
            (rows.isEmpty || rows.count == table.count) && (columns.isEmpty || columns.count == width),
            "HeatMap: expected names for \(table.count) rows and \(width) columns, but got \(rows.count) and"
                + " \(columns.count); leave them out or name all")
        require(
            ownTexts.map { $0.map(\.count) == table.map(\.count) } ?? true,
            "HeatMap: expected a text for each of \(table.count) × \(width) cells, but got"
                + " \(ownTexts?.map(\.count) ?? []); leave them out or give all")
        self.values = table
        self.rows = rows
        self.columns = columns
        self.map = map
        let all = table.flatMap { $0 }
        self.range = Self.range(of: all, map: map, given: range)
        if let ownTexts {
            texts = ownTexts
        } else if showsValues ?? (table.count <= 12 && width <= 16) {
            let numbers =
                decimals.map { count in all.map { formatted($0, decimals: count) } }
                ?? written(all, significant: 2, limit: 2, resolution: 200)
            texts = table.indices.map { row in
                (0..<width).map { table[row][$0].isNaN ? "" : numbers[row * width + $0] }
            }
        } else {
            texts = []
        }
        barLabel = colorBar
        self.isSquare = isSquare
    }

    /// From the lowest to the highest number; for a diverging map equally far on both sides of 0.
    static func range(of values: [Double], map: ColorMap, given: ClosedRange<Double>?) -> ClosedRange<Double> {
        if let given {
            require(
                given.lowerBound.isFinite && given.upperBound.isFinite,
                "ColorMap: expected a range of finite numbers, but got \(given); leave it out and the numbers decide"
            )
            if given.isShowable { return given }
        }
        let finite = values.filter(\.isFinite)
        if map.isDiverging {
            let largest = finite.map(abs).max() ?? 0
            return largest >= AxisScale.smallest ? -largest...largest : -1...1
        }
        let range = (finite.min() ?? 0)...(finite.max() ?? 0)
        if range.isShowable { return range }
        // All alike: the number is the lowest of a range, or of the highest numbers there are the highest.
        let room = max(1, 0.1 * abs(range.lowerBound))
        let above = range.moved(by: 0, room)
        return above.isShowable ? above : range.moved(by: -room, 0)
    }

    public func prepare(_ request: inout PlotRequest) {
        request.x.include([-0.5, Double(values[0].count) - 0.5])
        request.y.include([-0.5, Double(values.count) - 0.5])
        request.x.categories = columns.isEmpty ? Array(repeating: "", count: values[0].count) : columns
        request.y.categories = rows.isEmpty ? Array(repeating: "", count: values.count) : rows
        request.y.isReversed = true
        request.hidesGrid = true
        request.isFilled = true
        request.isEquallyScaled = isSquare
        if let barLabel { request.colorBar = ColorBar(map: map, range: range, label: barLabel) }
    }

    public func draw(in plot: Plot) {
        CellGrid(rows: values.count, columns: values[0].count, plot: plot).draw(
            fill: { map.color(at: range.share(of: values[$0][$1])) },
            text: { texts.isEmpty ? "" : texts[$0][$1] })
    }
}

/// Cells of equal size with a text in each that shrinks to fit, or is left out where it would be illegible. A few long ones
/// may become a little smaller than that: a cell without a number among others with one looks like a mistake.
struct CellGrid {
    var rows: Int
    var columns: Int
    var plot: Plot

    func draw(fill: (Int, Int) -> Color, text: (Int, Int) -> String) {
        let canvas = plot.canvas
        let width = plot.area.width / Double(columns)
        let height = plot.area.height / Double(rows)
        let gap = min(width, height) > 40 ? 1.5 : 0
        // One size for all, if that leaves them large; else most have one, and a few long ones shrink by themselves.
        let all = (0..<rows).flatMap { row in (0..<columns).map { text(row, $0) } }.filter { !$0.isEmpty }
        let widths = all.map { canvas.lineWidth($0, size: 100) }.sorted()
        let usual = widths.isEmpty ? 1 : widths[widths.count * 8 / 10]
        let longest = 100 * 0.86 * width / max(1, widths.last ?? 1)
        let common = min(36, 0.5 * height, longest >= 26 ? longest : 100 * 0.84 * width / usual)
        for row in 0..<rows {
            for column in 0..<columns {
                let cell = Rectangle(
                    x: plot.area.minX + Double(column) * width, y: plot.area.minY + Double(row) * height,
                    width: width, height: height)
                let color = fill(row, column)
                canvas.fill(.rectangle(cell.inset(by: gap > 0 ? gap : -0.3)), color)
                let text = text(row, column)
                let size = min(common, 100 * 0.86 * width / max(1, canvas.lineWidth(text, size: 100)))
                guard !text.isEmpty, common >= 20, size >= 17 else { continue }
                let style = TextStyle(size: size, color: plot.theme.textColor(on: color))
                canvas.draw(text, style, at: cell.center, anchor: .center)
            }
        }
    }
}
