import Nabla

extension WrongPart {
    /// The wrong result as a figure: what was expected beside what came, the first wrong place ringed.
    public func figure(title: String) -> Figure {
        switch kind {
        case .shapes: shapes(title)
        case .curve: curves(title)
        case .matrix: matrices(title)
        case .sheets: sheets(title)
        }
    }

    /// Signs need a middle; amounts do not.
    private var map: ColorMap { range.lowerBound < 0 && range.upperBound > 0 ? .diverging : .sequential }

    private var colours: ClosedRange<Double> {
        guard map.isDiverging else { return range }
        let largest = max(abs(range.lowerBound), abs(range.upperBound))
        return -largest...largest
    }

    // MARK: Matrices

    /// Up to this many rows and columns have room for their numbers.
    private static let numbered = 12

    private func matrices(_ title: String) -> Figure {
        let size = expected.sheetSize
        // Two tall tables stand side by side, two wide ones above each other.
        let isWide = size.columns > 2 * size.rows
        return Figure(title: title, columns: isWide ? 1 : 2) {
            axes("expected", expected, texts.expected, size)
            axes("received", received, texts.received, size)
        }
    }

    private func axes(
        _ title: String, _ block: NumberBlock, _ texts: [String], _ size: (rows: Int, columns: Int)
    ) -> Axes {
        func table<Value>(_ values: [Value]) -> [[Value]] {
            (0..<size.rows).map { Array(values[$0 * size.columns..<($0 + 1) * size.columns]) }
        }
        let isNumbered = size.rows <= WrongPart.numbered && size.columns <= WrongPart.numbered
        let axis = block.shape.count
        let (first, wrong) = (firstWrong ?? 0, isWrong)
        func cell(_ position: Int) -> (row: Int, column: Int) { (position / size.columns, position % size.columns) }
        return Axes(title: title) {
            HeatMap(
                table(block.numbers.map(Double.init)), rows: names(axis - 2, size.rows),
                columns: names(axis - 1, size.columns), map: map, range: colours,
                texts: isNumbered ? table(texts) : nil, colorBar: isNumbered ? nil : "", isSquare: size.rows > 1)
            if isNumbered, block == received {
                for position in wrong.indices where wrong[position] && position != first {
                    Ring(cell(position), .thin)
                }
            }
            Ring(cell(first), .thick)
        }
    }

    /// The indices along an axis, where there are few.
    private func names(_ axis: Int, _ count: Int) -> [String] {
        guard count <= 32 else { return [] }
        let start = expected.origin.indices.contains(axis) ? expected.origin[axis] : 0
        let step = count <= 16 ? 1 : 4
        return (start..<start + count).map { $0 % step == 0 ? "\($0)" : "" }
    }

    // MARK: Curves

    private func curves(_ title: String) -> Figure {
        let axis = expected.extents.firstIndex { $0 > 1 } ?? 0
        let first = firstWrong ?? 0
        let start = expected.origin[axis]
        let x = (start..<start + expected.numbers.count).map(Double.init)
        let (right, came) = (expected.numbers.map(Double.init), received.numbers.map(Double.init))
        let marker: Marker? = x.count <= 40 ? .circle : nil
        let place = came[first].isFinite ? came[first] : right[first].isFinite ? right[first] : range.lowerBound
        return Figure(title: title, xLabel: "index", yLabel: name) {
            VerticalLine(x[first], label: "first difference", color: .error, style: .dotted)
            Line(x, right, label: "expected", color: .data, weight: .thick, marker: marker)
            Line(x, came, label: "received", color: .prediction, style: .dashed, marker: marker)
            Points([x[first]], [place], color: .error, marker: .ring, size: 44)
        }
    }

    // MARK: Sheets

    /// As many sheets as are told apart on a page.
    private static let mostSheets = 6

    private func sheets(_ title: String) -> Figure {
        let size = expected.sheetSize
        let (right, came) = (expected.sheets, received.sheets)
        let first = firstWrong ?? 0
        let wrongSheet = first / (size.rows * size.columns)
        let count = min(right.count, WrongPart.mostSheets)
        let start = min(max(0, wrongSheet - count / 2), right.count - count)
        let inner = first % (size.rows * size.columns)
        let shown = start..<start + count
        func tile(_ sheet: Int, _ numbers: ArraySlice<Scalar>) -> Tile {
            let boxes =
                sheet == wrongSheet
                ? [Tile.Box(x: inner % size.columns, y: inner / size.columns, width: 1, height: 1, color: .error)] : []
            return Tile(
                numbers.map(Double.init), width: size.columns, frame: sheet == wrongSheet ? .error : nil, boxes: boxes)
        }
        return Figure(
            title: title,
            ImageGrid(
                columns: count, rowTitles: ["expected", "received"],
                columnTitles: shown.map { "\(name)\(right[$0].name)" }, map: map, range: colours
            ) {
                for sheet in shown { tile(sheet, right[sheet].numbers) }
                for sheet in shown { tile(sheet, came[sheet].numbers) }
            })
    }

    // MARK: Shapes

    private func shapes(_ title: String) -> Figure {
        Figure(
            title: title,
            TensorBoxes {
                if let box = box("expected", expected) { box } else { "nothing, \(expected.shape)" }
                "≠"
                if let box = box("received", received) { box } else { "nothing, \(received.shape)" }
            })
    }

    private func box(_ title: String, _ block: NumberBlock) -> TensorBox? {
        guard !block.numbers.isEmpty else { return nil }
        let shown = block.beginning(rows: 8, columns: 10, sheets: 3)
        let axes = shown.shape.indices.map { axis in
            TensorBox.AxisLabel(
                "axis \(axis), length \(shown.shape[axis])"
                    + (shown.extents[axis] < shown.shape[axis] ? ", \(shown.extents[axis]) shown" : ""),
                ink: .series(axis))
        }
        return TensorBox(
            shown.numbers.map(Double.init), shape: shown.extents, title: "\(title)\n\(shown.shape)", axes: axes)
    }
}

/// The outline of a cell of a table, pale on both sides so that it is seen on every colour.
private struct Ring: Mark {
    private let rim: Polygon
    private let line: Polygon

    init(_ cell: (row: Int, column: Int), _ weight: LineWeight) {
        let (x, y) = (Double(cell.column), Double(cell.row))
        func square(_ half: Double) -> [(Double, Double)] {
            [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
        }
        rim = Polygon(square(0.43), color: .background, opacity: 0, outline: weight)
        line = Polygon(square(0.47), color: .error, opacity: 0, outline: weight)
    }

    func prepare(_ request: inout PlotRequest) {}

    func draw(in plot: Plot) {
        rim.draw(in: plot)
        line.draw(in: plot)
    }
}
