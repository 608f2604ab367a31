/// The half-plane on the positive side of a line: all (x, y) with `w₁·x + w₂·y + b ≥ 0`, tinted.
public struct HalfPlane: Mark {
    private let line: StraightLine
    private let color: Ink
    private let opacity: Double

    public init(
        weights: (some Plottable, some Plottable), bias: some Plottable, color: Ink = .data,
        opacity: Double = 0.16
    ) {
        line = StraightLine(weights.0.plotValue, weights.1.plotValue, bias.plotValue)
        self.color = color
        self.opacity = opacity
    }

    public var layer: Int { MarkLayer.tints }

    public func prepare(_ request: inout PlotRequest) {}

    public func draw(in plot: Plot) {
        let side = line.positiveSide(of: plot.dataCorners("HalfPlane")).compactMap(plot.point)
        guard side.count >= 3 else { return }
        plot.canvas.fill(.polygon(side), plot.theme.color(color), opacity: opacity)
    }
}

/// The line `w₁·x + w₂·y + b = 0` across the plot, with the arrow w that stands on its middle.
public struct DecisionLine: Mark {
    private let line: StraightLine
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
        line = StraightLine(weights.0.plotValue, weights.1.plotValue, bias.plotValue)
        self.label = label
        self.color = color
        self.style = style
        self.weight = weight
        self.arrowLabel = arrowLabel
        self.showsArrow = showsArrow || arrowLabel != nil
    }

    public func prepare(_ request: inout PlotRequest) {}

    public func draw(in plot: Plot) {
        guard let (first, second) = line.ends(in: plot.dataCorners("DecisionLine")),
            let start = plot.point(first), let end = plot.point(second)
        else { return }
        let color = plot.theme.color(color)
        plot.canvas.stroke(
            .polyline([start, end]), color, width: weight.width(plot.theme), dashes: style.dashes)
        plot.avoid([start, end], width: 6)
        let middle = 0.5 * (first + second)
        let arrow = plot.line([middle, middle + line.normal])
        if showsArrow, case let foot?? = arrow.first, case let tip?? = arrow.last {
            let green = plot.theme.color(.gradient)
            plot.canvas.clipped(to: plot.area.inset(by: -12)) {
                ArrowShape(from: foot, to: tip, width: 6).draw(green, on: plot.canvas)
            }
            plot.avoid([foot, tip], width: 14)
            if let arrowLabel, let seen = plot.visible([foot, tip]).compactMap({ $0 }).last {
                let style = TextStyle(size: plot.theme.labelSize, color: green, isBold: true)
                plot.draw(arrowLabel, style, near: seen, gap: 16)
            }
        }
        if let label {
            let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
            plot.draw(label, style, on: (start, end))
        }
    }
}

/// The line a·x + b·y + c = 0 among the corners of a plot.
struct StraightLine {
    /// The vector (a, b), which is perpendicular to the line.
    let normal: Point
    private let c: Double
    /// The power of two at the largest of the three numbers: in units of it, products with the corners do not overflow.
    private let unit: Double

    init(_ a: Double, _ b: Double, _ c: Double) {
        normal = Point(a, b)
        self.c = c
        let largest = max(abs(a), abs(b), abs(c))
        unit =
            largest.isNormal ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 0 * largest
    }

    private func side(_ p: Point) -> Double {
        unit > 0 ? normal.x / unit * p.x + normal.y / unit * p.y + c / unit : 0
    }

    /// Where the line meets the side of a polygon from one corner to the next; nil where it does not.
    private func crossing(_ p: Point, _ q: Point) -> Point? {
        let (here, there) = (side(p), side(q))
        return (here < 0) != (there < 0) ? p + here / (here - there) * (q - p) : nil
    }

    /// The part of a convex polygon where a·x + b·y + c ≥ 0 (Sutherland and Hodgman 1974).
    func positiveSide(of polygon: [Point]) -> [Point] {
        guard unit.isFinite else { return [] }
        return polygon.indices.flatMap { index in
            let (previous, current) = (polygon[(index + polygon.count - 1) % polygon.count], polygon[index])
            return [crossing(previous, current), side(current) >= 0 ? current : nil].compactMap { $0 }
        }
    }

    /// Where the line enters and leaves a polygon.
    func ends(in polygon: [Point]) -> (Point, Point)? {
        guard unit.isFinite else { return nil }
        let found = polygon.indices.compactMap { crossing(polygon[$0], polygon[($0 + 1) % polygon.count]) }
        return found.count >= 2 ? (found[0], found[1]) : nil
    }
}

extension Plot {
    /// Corners of the visible area in data coordinates. Between them a line is straight on linear axes only.
    fileprivate func dataCorners(_ mark: String) -> [Point] {
        require(
            x.scale == .linear && y.scale == .linear,
            "\(mark): expected linear axes, where w₁·x + w₂·y + b = 0 is a straight line, but got a log axis;"
                + " draw a Line through points of it")
        return area.corners.map { Point(x.value(at: $0.x), y.value(at: $0.y)) }
    }
}
