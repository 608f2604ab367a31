import Text

/// A kernel sliding over a small image, one frame for each place: the products in the window, and the outputs so far.
public struct SlidingWindow: TitledPanel {
    public var title: String
    private let image: [[Double]]
    private let kernel: [[Double]]
    private let columns: Int

    /// Draws a frame for each place of the window, in rows of `columns`; as many as the output is wide unless told
    /// otherwise. Shapes: the kernel is nowhere larger than the image; small whole numbers read best.
    public init(
        title: String = "", image: [[some Plottable]], kernel: [[some Plottable]], columns: Int? = nil
    ) {
        self.title = title
        self.image = image.map(\.plotValues)
        self.kernel = kernel.map(\.plotValues)
        let (imageWidth, kernelWidth) = (self.image.first?.count ?? 0, self.kernel.first?.count ?? 0)
        require(
            kernelWidth > 0 && kernelWidth <= imageWidth && kernel.count <= image.count
                && self.image.allSatisfy { $0.count == imageWidth }
                && self.kernel.allSatisfy { $0.count == kernelWidth },
            "SlidingWindow: expected whole rows and a kernel no larger than the image, but got an image of "
                + "\(image.count) rows and \(imageWidth) columns and a kernel of \(kernel.count) and "
                + "\(kernelWidth); crop the kernel")
        self.columns = max(1, columns ?? imageWidth - kernelWidth + 1)
    }

    private var outputRows: Int { image.count - kernel.count + 1 }
    private var outputColumns: Int { image[0].count - kernel[0].count + 1 }

    /// What the kernel answers at a place: the sum of the products in its window.
    func output(row: Int, column: Int) -> Double {
        var sum = 0.0
        for (u, weights) in kernel.enumerated() {
            for (v, weight) in weights.enumerated() { sum += weight * image[row + u][column + v] }
        }
        return sum
    }

    public func draw(in area: Rectangle, on canvas: Canvas, theme: Theme) {
        let frames = outputRows * outputColumns
        let rows = (frames + columns - 1) / columns
        let slot = (width: area.width / Double(columns), height: area.height / Double(rows))
        // An image, room for an arrow and the outputs stand side by side in each slot.
        let cells = Double(image[0].count + outputColumns) + Self.arrow
        let cell = min(0.92 * slot.width / cells, 0.9 * slot.height / Double(image.count))
        let pen = CellPen(canvas: canvas, theme: theme, cell: cell)
        for frame in 0..<frames {
            let middle = Point(
                area.minX + (Double(frame % columns) + 0.5) * slot.width,
                area.minY + (Double(frame / columns) + 0.5) * slot.height)
            draw(frame, around: middle, cells: cells, pen: pen)
        }
    }

    /// Room for an arrow, in cells.
    private static let arrow = 1.3

    private func draw(_ frame: Int, around middle: Point, cells: Double, pen: CellPen) {
        let (row, column) = (frame / outputColumns, frame % outputColumns)
        let left = middle.x - cells * pen.cell / 2
        let imageTop = middle.y - Double(image.count) * pen.cell / 2
        for (i, numbers) in image.enumerated() {
            for (j, number) in numbers.enumerated() {
                let (u, v) = (i - row, j - column)
                let isInside = kernel.indices.contains(u) && kernel[0].indices.contains(v)
                let text = written(number)
                pen.draw(
                    isInside ? text + "·" + written(kernel[u][v]) : text,
                    at: Point(left + Double(j) * pen.cell, imageTop + Double(i) * pen.cell),
                    fill: isInside ? .tinted(.data) : .plain, isMuted: !isInside)
            }
        }
        pen.frame(
            Rectangle(
                x: left + Double(column) * pen.cell, y: imageTop + Double(row) * pen.cell,
                width: Double(kernel[0].count) * pen.cell, height: Double(kernel.count) * pen.cell), .data)
        let outputLeft = left + (Double(image[0].count) + Self.arrow) * pen.cell
        let outputTop = middle.y - Double(outputRows) * pen.cell / 2
        pen.arrow(
            from: Point(left + (Double(image[0].count) + 0.2) * pen.cell, middle.y),
            to: Point(outputLeft - 0.2 * pen.cell, middle.y))
        for place in 0..<outputRows * outputColumns {
            let (i, j) = (place / outputColumns, place % outputColumns)
            let text = place <= frame ? written(output(row: i, column: j)) : ""
            pen.draw(
                text, at: Point(outputLeft + Double(j) * pen.cell, outputTop + Double(i) * pen.cell),
                fill: place == frame ? .tinted(.prediction) : .plain, isMuted: false, isBold: place == frame)
        }
        pen.frame(
            Rectangle(
                x: outputLeft + Double(column) * pen.cell, y: outputTop + Double(row) * pen.cell,
                width: pen.cell, height: pen.cell), .prediction)
    }
}

/// Draws square cells with a number in each.
private struct CellPen {
    enum Fill {
        case plain
        case tinted(Ink)
    }

    let canvas: Canvas
    let theme: Theme
    let cell: Double

    func draw(_ text: String, at corner: Point, fill: Fill, isMuted: Bool, isBold: Bool = false) {
        let box = Rectangle(x: corner.x, y: corner.y, width: cell, height: cell)
        if case .tinted(let ink) = fill {
            canvas.fill(.rectangle(box), theme.background.mixed(with: theme.color(ink), share: 0.16))
        }
        canvas.stroke(.rectangle(box), theme.axis, width: 1.5)
        let widest = 100 * 0.86 * cell / max(1, canvas.lineWidth(text, size: 100, isBold: isBold))
        let style = TextStyle(
            size: min(0.56 * cell, widest), color: isMuted ? theme.muted : theme.foreground, isBold: isBold)
        canvas.draw(text, style, at: box.center, anchor: .center)
    }

    func frame(_ box: Rectangle, _ ink: Ink) {
        canvas.stroke(.rectangle(box), theme.color(ink), width: 5)
    }

    func arrow(from start: Point, to end: Point) {
        let head = 0.28 * cell
        canvas.stroke(
            .polyline([start, Point(end.x - head, end.y)]), theme.muted, width: 4, isRoundEnded: false)
        canvas.fill(
            .polygon([end, Point(end.x - head, end.y - head / 1.6), Point(end.x - head, end.y + head / 1.6)]),
            theme.muted)
    }
}
