/// A way through the plane with its direction: a line with arrowheads, a ring at the start, a dot at the end.
public struct Path: Mark {
    private let points: [Point]
    private let label: String?
    private let color: Ink?
    private let weight: LineWeight
    private let dotEvery: Int?
    private let showsDirection: Bool

    /// With `dotEvery: 5` every fifth point is a dot: the further they lie apart, the faster the way was walked.
    public init(
        at points: [(some Plottable, some Plottable)], label: String? = nil, color: Ink? = nil,
        weight: LineWeight = .normal, dotEvery: Int? = nil, showsDirection: Bool = true
    ) {
        require(
            dotEvery.map { $0 > 0 } ?? true,
            "Path: expected dotEvery to be at least 1, but got \(dotEvery ?? 0); leave it out for no dots")
        self.points = points.map { Point($0.0.plotValue, $0.1.plotValue) }
        self.label = label
        self.color = color
        self.weight = weight
        self.dotEvery = dotEvery
        self.showsDirection = showsDirection
    }

    public var layer: Int { MarkLayer.points }

    public func prepare(_ request: inout PlotRequest) {
        request.include(points, xPadding: 0.05, yPadding: 0.05)
    }

    public func draw(in plot: Plot) {
        let color = plot.theme.color(plot.ink(color))
        let width = weight.width(plot.theme)
        let places = points.map { plot.point($0) }
        let line = plot.line(points)
        plot.canvas.clipped(to: plot.area.inset(by: -width)) {
            // A rim in the colour of the page keeps the line apart from whatever lies below.
            plot.canvas.stroke(.polyline(line), plot.theme.background, width: width + 4, opacity: 0.8)
            plot.canvas.stroke(.polyline(line), color, width: width)
            for (index, place) in places.enumerated() {
                guard let place, let dotEvery, index % dotEvery == 0, index > 0 else { continue }
                plot.canvas.fill(.circle(center: place, radius: 1.1 * width + 2), plot.theme.background)
                plot.canvas.fill(.circle(center: place, radius: 1.1 * width), color)
            }
            if showsDirection {
                for head in Self.heads(along: line, every: 150, length: 4.4 * width) {
                    plot.canvas.fill(.polygon(head), color)
                }
            }
        }
        let shown = plot.visible(line).compactMap { $0 }
        if let first = places.first, let first, plot.area.inset(by: -2).contains(first) {
            Marker.ring.draw(
                at: first, size: 3.4 * width + 4, color: color, on: plot.canvas, theme: plot.theme)
        }
        if let last = places.last, let last, plot.area.inset(by: -2).contains(last) {
            Marker.circle.draw(
                at: last, size: 2.8 * width + 4, color: color, on: plot.canvas, theme: plot.theme)
        }
        plot.avoid(line, width: width)
        guard let label, let end = shown.last else { return }
        let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
        plot.draw(label, style, near: end, gap: 2 * width + 8)
    }

    /// Arrowheads on a line: one in the middle of every stretch of about a length, none on steps too short for
    /// one.
    static func heads(along line: [Point?], every spacing: Double, length: Double) -> [[Point]] {
        var heads: [[Point]] = []
        var walked = spacing / 2
        for (a, b) in zip(line, line.dropFirst()) {
            guard let a, let b else { continue }
            let step = (b - a).length
            walked += step
            guard walked >= spacing, step > 1.6 * length else { continue }
            walked = 0
            let direction = (b - a).normalized
            let normal = Point(-direction.y, direction.x)
            let tip = 0.5 * (a + b) + (0.5 * length) * direction
            let base = tip - length * direction
            heads.append([
                tip, base + (0.45 * length) * normal, base + (0.2 * length) * direction,
                base - (0.45 * length) * normal,
            ])
        }
        return heads
    }
}
