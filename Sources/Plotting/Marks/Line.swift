/// How heavy a line is drawn.
public enum LineWeight: Sendable {
    /// One of many: seeds, runs.
    case thin
    case normal
    /// The one to look at.
    case thick

    func width(_ theme: Theme) -> Double {
        switch self {
        case .thin: 0.5 * theme.lineWidth
        case .normal: theme.lineWidth
        case .thick: 1.5 * theme.lineWidth
        }
    }
}

public enum LineStyle: Sendable {
    case solid, dashed, dotted

    var dashes: [Double] {
        switch self {
        case .solid: []
        case .dashed: [18, 12]
        case .dotted: [5, 9]
        }
    }
}

/// A line through points. What is not a number, or not positive on a log axis, leaves a gap.
///
/// The label stands beside the line's end, in its colour.
public struct Line: Mark {
    private let x: [Double]
    private let y: [Double]
    private let label: String?
    private let color: Ink?
    private let weight: LineWeight
    private let style: LineStyle
    private let marker: Marker?
    private let opacity: Double
    private let labelX: Double?

    /// A line through (x, y). With `labelAt` the label stands near that x instead of at the end.
    public init(
        _ x: some Collection<some Plottable>, _ y: some Collection<some Plottable>, label: String? = nil,
        color: Ink? = nil, weight: LineWeight = .normal, style: LineStyle = .solid, marker: Marker? = nil,
        opacity: Double? = nil, labelAt labelX: Double? = nil
    ) {
        require(
            x.count == y.count,
            "Line: expected as many x as y, but got \(x.count) and \(y.count); y may also stand alone")
        self.x = x.plotValues
        self.y = y.plotValues
        self.label = label
        self.color = color
        self.weight = weight
        self.style = style
        self.marker = marker
        self.labelX = labelX
        self.opacity = opacity ?? (weight == .thin ? 0.55 : 1)
    }

    /// A line through (1, y₁), (2, y₂)…: values by epoch.
    public init(
        _ y: some Collection<some Plottable>, label: String? = nil, color: Ink? = nil,
        weight: LineWeight = .normal, style: LineStyle = .solid, marker: Marker? = nil,
        opacity: Double? = nil, labelAt labelX: Double? = nil
    ) {
        self.init(
            Array(1..<y.count + 1), y, label: label, color: color, weight: weight, style: style,
            marker: marker, opacity: opacity, labelAt: labelX)
    }

    /// The graph of a function, followed at 400 points.
    public init(
        over range: ClosedRange<Double>, label: String? = nil, color: Ink? = nil,
        weight: LineWeight = .normal, style: LineStyle = .solid, labelAt labelX: Double? = nil,
        _ function: (Double) throws -> Double
    ) rethrows {
        require(
            range.lowerBound.isFinite && range.upperBound.isFinite,
            "Line: expected a function over a range of finite numbers, but got \(range); try 0...1")
        let x = (0...400).map {
            let share = Double($0) / 400
            return range.lowerBound * (1 - share) + range.upperBound * share
        }
        self.init(
            x, try x.map(function), label: label, color: color, weight: weight, style: style,
            labelAt: labelX)
    }

    private var places: [Point] { zip(x, y).map { Point($0, $1) } }

    public func prepare(_ request: inout PlotRequest) {
        request.include(places, xPadding: marker == nil ? 0 : 0.025, yPadding: 0.05)
        request.y.prefersZero = true
        if labelX == nil, let last = places.last(where: request.hasPlace) {
            request.endLabel(label, at: last.x)
        }
    }

    public func draw(in plot: Plot) {
        let color = plot.theme.color(plot.ink(color))
        let points = places.map { plot.point($0) }
        let line = plot.line(places)
        let width = weight.width(plot.theme)
        plot.canvas.clipped(to: plot.area.inset(by: -width / 2)) {
            plot.canvas.stroke(
                .polyline(line), color, width: width, opacity: opacity, dashes: style.dashes)
        }
        drawLonePoints(points, color, width, in: plot)
        for case let point? in points where plot.area.inset(by: -2).contains(point) {
            marker?.draw(at: point, size: 19, color: color, on: plot.canvas, theme: plot.theme)
        }
        plot.avoid(line, width: width)
        guard let label else { return }
        // The label belongs to what can be seen of the line, be it a lone point.
        var seen = plot.visible(line).compactMap { $0 }
        if seen.isEmpty { seen = points.compactMap { $0 }.filter(plot.area.inset(by: -2).contains) }
        if let labelX {
            let target = plot.x.position(labelX) ?? plot.area.center.x
            guard let near = seen.min(by: { abs($0.x - target) < abs($1.x - target) }) else { return }
            let text = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
            plot.draw(label, text, near: near, gap: 14)
        } else if let end = seen.last {
            plot.endLabels.append(EndLabel(text: label, color: color, end: end))
        }
    }

    /// A point between two gaps has no line to either side: it shows as a dot.
    private func drawLonePoints(_ points: [Point?], _ color: Color, _ width: Double, in plot: Plot) {
        for (index, point) in points.enumerated() {
            guard let point, plot.area.inset(by: -2).contains(point) else { continue }
            let before = index > 0 ? points[index - 1] : nil
            let after = index + 1 < points.count ? points[index + 1] : nil
            if before == nil, after == nil {
                plot.canvas.fill(.circle(center: point, radius: width), color, opacity: opacity)
            }
        }
    }
}
