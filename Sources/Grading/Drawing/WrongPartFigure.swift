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
        let (size, first) = (expected.sheetSize, firstWrong ?? 0)
        // Of a long and narrow table the surroundings of the first wrong place are shown.
        let rows =
            size.rows > 4 * size.columns ? window(size.rows, around: first / size.columns) : 0..<size.rows
        let columns =
            size.columns > 4 * size.rows ? window(size.columns, around: first % size.columns) : 0..<size.columns
        // Two tall tables stand side by side, two wide ones above each other.
        let isWide = columns.count > 2 * rows.count
        return Figure(title: title, columns: isWide ? 1 : 2) {
            axes("expected", expected, texts.expected, rows, columns)
            axes("received", received, texts.received, rows, columns)
        }
    }

    /// As many places as have room for their numbers, around one of them.
    private func window(_ count: Int, around place: Int) -> Range<Int> {
        let length = min(count, WrongPart.numbered)
        let start = max(0, min(place - length / 2, count - length))
        return start..<start + length
    }

    private func axes(
        _ title: String, _ block: NumberBlock, _ texts: [String], _ rows: Range<Int>, _ columns: Range<Int>
    ) -> Axes {
        let width = block.sheetSize.columns
        func table<Value>(_ values: [Value]) -> [[Value]] {
            rows.map { row in columns.map { values[row * width + $0] } }
        }
        let isNumbered = rows.count <= WrongPart.numbered && columns.count <= WrongPart.numbered
        let axis = block.shape.count
        let (first, wrong) = (firstWrong ?? 0, isWrong)
        func ring(_ position: Int, _ weight: LineWeight) -> Ring {
            Ring((position / width - rows.lowerBound, position % width - columns.lowerBound), weight)
        }
        func isShown(_ position: Int) -> Bool { rows.contains(position / width) && columns.contains(position % width) }
        let all = block.sheetSize.rows
        let part = rows.count < all ? ", rows \(rows.lowerBound) to \(rows.upperBound - 1) of \(all)" : ""
        return Axes(title: title + part) {
            HeatMap(
                table(block.numbers.map(Double.init)), rows: names(axis - 2, rows),
                columns: names(axis - 1, columns), map: map, range: colours,
                texts: isNumbered ? table(texts) : nil, colorBar: isNumbered ? nil : "", isSquare: rows.count > 1)
            if isNumbered, block == received {
                for position in wrong.indices where wrong[position] && position != first && isShown(position) {
                    ring(position, .thin)
                }
            }
            ring(first, .thick)
        }
    }

    /// The indices along an axis, where there are few.
    private func names(_ axis: Int, _ places: Range<Int>) -> [String] {
        guard places.count <= 32 else { return [] }
        let start = expected.origin.indices.contains(axis) ? expected.origin[axis] : 0
        let step = places.count <= 16 ? 1 : 4
        return places.map { ($0 + start) % step == 0 ? "\($0 + start)" : "" }
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
