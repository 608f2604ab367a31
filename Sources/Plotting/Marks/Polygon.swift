/// A filled outline in the units of the axes.
public struct Polygon: Mark {
    private let corners: [Point]
    private let label: String?
    private let color: Ink
    private let opacity: Double
    private let outline: LineWeight?

    public init(
        _ corners: [(some Plottable, some Plottable)], label: String? = nil, color: Ink = .data,
        opacity: Double = 0.25, outline: LineWeight? = nil
    ) {
        self.corners = corners.map { Point($0.0.plotValue, $0.1.plotValue) }
        self.label = label
        self.color = color
        self.opacity = opacity
        self.outline = outline
    }

    public func prepare(_ request: inout PlotRequest) {
        request.include(area: corners)
    }

    public func draw(in plot: Plot) {
        let points = plot.area(corners)
        guard points.count >= 3 else { return }
        let color = plot.theme.color(color)
        plot.canvas.clipped(to: plot.area.inset(by: -6)) {
            plot.canvas.fill(.polygon(points), color, opacity: opacity)
            if let outline { plot.canvas.stroke(.polygon(points), color, width: outline.width(plot.theme)) }
        }
        let seen = ClipBox(plot.area).area(points)
        guard let label, !seen.isEmpty else { return }
        let middle = 1 / Double(seen.count) * seen.reduce(Point(0, 0), +)
        let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
        plot.draw(label, style, around: middle)
    }
}
