/// The sunny side of a line: all (x, y) with `w₁·x + w₂·y + b ≥ 0`, tinted.
public struct HalfPlane: Mark {
    private let a: Double
    private let b: Double
    private let c: Double
    private let color: Ink
    private let opacity: Double

    public init(
        weights: (some Plottable, some Plottable), bias: some Plottable, color: Ink = .data,
        opacity: Double = 0.16
    ) {
        a = weights.0.plotValue
        b = weights.1.plotValue
        c = bias.plotValue
        self.color = color
        self.opacity = opacity
    }

    public var layer: Int { MarkLayer.tints }

    public func prepare(_ request: inout PlotRequest) {}

    public func draw(in plot: Plot) {
        let corners = plot.dataCorners
        let side = clipped(corners, a: a, b: b, c: c).compactMap(plot.point)
        guard side.count >= 3 else { return }
        plot.canvas.fill(.polygon(side), plot.theme.color(color), opacity: opacity)
    }
}

/// The line `w₁·x + w₂·y + b = 0` across the plot, with the arrow w that stands on its middle.
public struct DecisionLine: Mark {
    private let a: Double
    private let b: Double
    private let c: Double
    private let label: String?
    private let color: Ink
    private let style: LineStyle
    private let weight: LineWeight
    private let arrowLabel: String?
    private let showsArrow: Bool

    /// Draws the line. The arrow is the vector w itself, in the units of the axes.
    public init(
        weights: (some Plottable, some Plottable), bias: some Plottable, label: String? = nil,
        color: Ink = .foreground, style: LineStyle = .solid, weight: LineWeight = .normal,
        showsArrow: Bool = false, arrowLabel: String? = nil
    ) {
        a = weights.0.plotValue
        b = weights.1.plotValue
        c = bias.plotValue
        self.label = label
        self.color = color
        self.style = style
        self.weight = weight
        self.arrowLabel = arrowLabel
        self.showsArrow = showsArrow || arrowLabel != nil
    }

    public func prepare(_ request: inout PlotRequest) {}

    /// The two ends of the line inside the axes, in data coordinates.
    private func ends(in plot: Plot) -> (Point, Point)? {
        let corners = plot.dataCorners
        func value(_ p: Point) -> Double { a * p.x + b * p.y + c }
        var found: [Point] = []
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            let (here, there) = (value(corner), value(next))
            if (here < 0) != (there < 0) { found.append(corner + here / (here - there) * (next - corner)) }
        }
        return found.count >= 2 ? (found[0], found[1]) : nil
    }

    public func draw(in plot: Plot) {
        guard let (first, second) = ends(in: plot), let start = plot.point(first),
            let end = plot.point(second)
        else { return }
        let color = plot.theme.color(color)
        plot.canvas.stroke(
            .polyline([start, end]), color, width: weight.width(plot.theme), dashes: style.dashes)
        plot.avoid([start, end], width: 6)
        let middle = 0.5 * (first + second)
        if showsArrow, (a, b) != (0, 0), let foot = plot.point(middle),
            let tip = plot.point(middle + Point(a, b))
        {
            let green = plot.theme.color(.gradient)
            ArrowShape(from: foot, to: tip, width: 6).draw(green, on: plot.canvas)
            plot.avoid([foot, tip], width: 14)
            if let arrowLabel {
                let style = TextStyle(size: plot.theme.labelSize, color: green, isBold: true)
                plot.draw(arrowLabel, style, near: tip, gap: 16)
            }
        }
        if let label {
            let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
            plot.draw(label, style, on: (start, end))
        }
    }
}

extension Plot {
    /// Corners of the visible area in data coordinates.
    var dataCorners: [Point] {
        area.corners.map { Point(x.value(at: $0.x), y.value(at: $0.y)) }
    }
}
