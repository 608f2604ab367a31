/// What a mark draws in: the area between the axes, the two axes, and the labels placed so far.
public final class Plot {
    public let canvas: Canvas
    public let theme: Theme
    public let area: Rectangle
    public let x: Axis
    public let y: Axis
    var endLabels: [EndLabel] = []
    var labels: LabelPlacer
    private var waiting: [() -> Void] = []
    private var inksGiven = 0

    init(canvas: Canvas, theme: Theme, area: Rectangle, x: Axis, y: Axis) {
        self.canvas = canvas
        self.theme = theme
        self.area = area
        self.x = x
        self.y = y
        labels = LabelPlacer(area: area)
    }

    /// Canvas point of a pair of numbers; nil where one of them has no place.
    public func point(_ xValue: Double, _ yValue: Double) -> Point? {
        guard let px = x.position(xValue), let py = y.position(yValue) else { return nil }
        return Point(px, py)
    }

    func point(_ place: Point) -> Point? { point(place.x, place.y) }

    /// A line through pairs of numbers on the canvas: cut off beyond the axes, a gap where a number has no place.
    func line(_ points: some Sequence<Point>) -> [Point?] {
        reach.line(points.map(coordinates)).map { $0.map { Point(x.place($0.x), y.place($0.y)) } }
    }

    /// The area between pairs of numbers on the canvas, cut off beyond the axes; empty where one has no place.
    func area(_ corners: [Point]) -> [Point] {
        let places = corners.compactMap(coordinates)
        guard places.count == corners.count else { return [] }
        return reach.area(places).map { Point(x.place($0.x), y.place($0.y)) }
    }

    private func coordinates(_ point: Point) -> Point? {
        guard let x = x.scale.coordinate(point.x), let y = y.scale.coordinate(point.y) else { return nil }
        return Point(x, y)
    }

    /// The axes and as much again on every side, so that ends and corners of what is cut off are out of sight. In
    /// the axes' own coordinates: those of the canvas round far numbers off.
    private var reach: ClipBox {
        func wide(_ span: ClosedRange<Double>) -> ClosedRange<Double> {
            let length = min(span.upperBound - span.lowerBound, .greatestFiniteMagnitude)
            return span.moved(by: -length, length)
        }
        return ClipBox(x: wide(x.span), y: wide(y.span))
    }

    /// The part of a line that can be seen.
    func visible(_ line: [Point?]) -> [Point?] { ClipBox(area).line(line) }

    /// The given colour, or the next one of the palette.
    func ink(_ ink: Ink?) -> Ink {
        if let ink { return ink }
        defer { inksGiven += 1 }
        return .series(inksGiven)
    }

    /// Draws a label when all marks have been drawn, so that it can keep clear of every one of them.
    func later(_ draw: @escaping () -> Void) { waiting.append(draw) }

    func drawLabels() {
        for draw in waiting { draw() }
        waiting = []
    }

    /// Keeps labels away from a line.
    func avoid(_ line: [Point?], width: Double) {
        let step = 14.0
        let line = visible(line)
        for (a, b) in zip(line, line.dropFirst()) {
            guard let a, let b else { continue }
            let count = max(1, min(400, Int((b - a).length / step)))
            for index in 0...count {
                let middle = a + Double(index) / Double(count) * (b - a)
                labels.obstacles.insert(Rectangle(center: middle, width: width + 6, height: width + 6))
            }
        }
    }
}

/// The label of a line, to be set beside its end.
struct EndLabel {
    var text: String
    var color: Color
    var end: Point
}
