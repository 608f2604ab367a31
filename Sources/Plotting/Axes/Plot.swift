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
        for (a, b) in zip(line, line.dropFirst()) {
            guard let a, let b, area.contains(a) || area.contains(b) else { continue }
            let count = max(1, min(400, Int((b - a).length / step)))
            for index in 0...count {
                let middle = a + Double(index) / Double(count) * (b - a)
                labels.obstacles.append(Rectangle(center: middle, width: width + 6, height: width + 6))
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
