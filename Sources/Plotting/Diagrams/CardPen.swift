import Text

/// Draws the cards and wires of a computation graph.
struct CardPen {
    let canvas: Canvas
    let theme: Theme
    let area: Rectangle
    let unit: Double
    let cardWidth: Double
    private let columnWidth: Double
    private let rowHeight: Double
    private let textSize: Double
    private let origin: Point

    /// Sizes everything so that all columns and rows fit the area.
    init(
        canvas: Canvas, theme: Theme, area: Rectangle, columns: Int, rows: Double, texts: [String],
        hasRates: Bool
    ) {
        (self.canvas, self.theme, self.area) = (canvas, theme, area)
        func widest(_ size: Double) -> Double {
            let style = TextStyle(size: size, color: theme.foreground)
            // Room for "not yet" always, so that a card keeps its size when its gradient comes.
            let waiting = TextStyle(size: max(24, 0.8 * size), color: theme.foreground)
            return texts.map { canvas.size(of: $0, style).width }.max().map {
                max($0, canvas.size(of: "not yet", waiting).width)
            } ?? 0
        }
        // A column is a card, the gate that sticks out of it, and the wire.
        func column(_ size: Double) -> Double {
            max(4.2 * size, widest(size) + 2.1 * size) + 0.9 * size + (hasRates ? 3.6 : 1.9) * size
        }
        var size = 40.0
        while size > 24,
            column(size) * Double(columns) - 2 * size > area.width || 5.4 * size * rows > area.height
        {
            size -= 1
        }
        textSize = size
        unit = size / 36
        // A value too long for its column is shortened.
        cardWidth = max(4.2 * size, min(widest(size) + 2.1 * size, area.width / Double(columns) - 3 * size))
        let gaps = Double(max(1, columns - 1))
        let gate = 0.9 * size
        columnWidth = min((area.width - cardWidth - gate) / gaps, 1.5 * column(size))
        rowHeight = rows > 1 ? min((area.height - 4.6 * size) / (rows - 1), 8 * size) : 0
        let width = columnWidth * Double(columns - 1)
        let height = rowHeight * (rows - 1)
        origin = Point(area.center.x - width / 2 + gate / 2, area.center.y - height / 2 + 0.6 * size)
    }

    func place(column: Int, row: Double) -> Point {
        origin + Point(Double(column) * columnWidth, row * rowHeight)
    }

    private var headLength: Double { 22 * unit }

    /// How far the gate sticks out of its card.
    func gateReach(_ operation: String) -> Double { operation.isEmpty ? 0 : 0.8 * textSize }

    private var halfHeight: Double { 1.55 * textSize }

    func drawCard(name: String, operation: String, value: String, gradient: String?, at center: Point) {
        let box = Rectangle(center: center, width: cardWidth, height: 2 * halfHeight)
        let isSource = operation.isEmpty
        let outline = theme.color(isSource ? .neutral : .data)
        canvas.fill(.rectangle(box, radius: 12), theme.background.mixed(with: outline, share: 0.1))
        let lower = Rectangle(x: box.x, y: center.y, width: box.width, height: halfHeight)
        canvas.clipped(to: lower) {
            let color =
                gradient == nil
                ? theme.background
                : theme.background.mixed(
                    with: theme.gradient, share: 0.16)
            canvas.fill(.rectangle(box, radius: 12), color)
        }
        canvas.stroke(.rectangle(box, radius: 12), outline, width: 4)
        canvas.stroke(
            .polyline([Point(box.minX, center.y), Point(box.maxX, center.y)]), outline, width: 2,
            isRoundEnded: false)
        let shift = operation.isEmpty ? 0 : 0.35 * textSize
        let upper = Point(center.x + shift, center.y - halfHeight / 2)
        func line(_ text: String, _ style: TextStyle) -> String {
            canvas.fitted(text, style, width: max(60, cardWidth - 0.6 * textSize), lines: 1)
        }
        let plain = TextStyle(size: textSize, color: theme.foreground)
        canvas.draw(line(value, plain), plain, at: upper, anchor: .center)
        let below = Point(center.x + shift, center.y + halfHeight / 2)
        if let gradient {
            let end: Color = theme.background.luminance > 0.5 ? .black : .white
            let bold = TextStyle(
                size: textSize, color: theme.gradient.mixed(with: end, share: 0.35), isBold: true)
            canvas.draw(line(gradient, bold), bold, at: below, anchor: .center)
        } else {
            canvas.draw(
                "not yet", TextStyle(size: max(24, 0.8 * textSize), color: theme.muted), at: below,
                anchor: .center)
        }
        let title = TextStyle(size: max(26, textSize), color: theme.foreground, isBold: true)
        let beside = min(center.x, canvas.width - center.x) - 24
        let room = min(max(columnWidth, cardWidth) - 0.5 * textSize, 2 * beside)
        canvas.draw(
            canvas.fitted(name, title, width: room, lines: 2), title, at: Point(center.x, box.minY - 4),
            anchor: .above)
        drawGate(operation, at: Point(box.minX - 0.12 * textSize, center.y))
    }

    private func drawGate(_ operation: String, at center: Point) {
        guard !operation.isEmpty else { return }
        let plain = TextStyle(size: textSize, color: theme.background, isBold: true)
        let operation = canvas.fitted(operation, plain, width: 3.4 * textSize, lines: 1)
        let size = operation.count > 1 ? 0.7 * textSize : textSize
        let style = TextStyle(size: max(24, size), color: theme.background, isBold: true)
        let radius = max(0.68 * textSize, canvas.size(of: operation, style).width / 2 + 5)
        canvas.fill(.circle(center: center, radius: radius), theme.data)
        canvas.stroke(.circle(center: center, radius: radius), theme.background, width: 3)
        canvas.draw(operation, style, at: center, anchor: .center)
    }

    /// A smooth wire through its stations, level at each of them, so that wires which do not change sides between
    /// two layers do not meet.
    func drawWire(_ stations: [Point], color: Color, isBackward: Bool) {
        let width = 5 * unit
        let head = headLength
        var points = stations
        // The line stops inside the head of its arrow.
        if isBackward {
            points[0] = points[0] + Point(0.8 * head, 0)
        } else {
            points[points.count - 1] = points[points.count - 1] - Point(0.8 * head, 0)
        }
        for (a, b) in zip(points, points.dropFirst()) {
            let pull = Point((b.x - a.x) / 2, 0)
            canvas.stroke(.curve(from: a, a + pull, b - pull, to: b), color, width: width)
        }
        let (tip, side) = isBackward ? (stations[0], 1.0) : (stations[stations.count - 1], -1.0)
        let base = tip + Point(side * head, 0)
        canvas.fill(
            .polygon([tip, base + Point(0, 0.45 * head), base - Point(0, 0.45 * head)]), color)
    }

    /// A label in the middle of the last stretch of a wire; above it where the wire is level and too short for a label
    /// and the head of its arrow.
    func drawLabel(_ text: String, on stations: [Point], ink: Ink) {
        var style = TextStyle(size: max(24, 0.9 * textSize), color: theme.color(ink), isBold: true)
        let (start, end) = (stations[stations.count - 2], stations[stations.count - 1])
        var size = canvas.size(of: text, style)
        let room = end.x - start.x - 2 * headLength
        let isAbove = abs(start.y - end.y) < 1 && size.width + 12 > room
        if !isAbove, size.width + 20 > end.x - start.x {  // It would touch a card.
            style.size = max(24, style.size * (end.x - start.x - 20) / size.width)
            size = canvas.size(of: text, style)
        }
        let middle = 0.5 * (start + end) - Point(0, isAbove ? 0.5 * size.height + 0.25 * textSize : 0)
        let box = Rectangle(center: middle, width: size.width + 12, height: 0.9 * size.height)
        canvas.fill(.rectangle(box, radius: 8), theme.background, opacity: 0.94)
        canvas.draw(text, style, at: middle, anchor: .center)
    }
}
