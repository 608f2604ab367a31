/// A line across the whole plot: chance, a target, a threshold. Its label stands at the right edge.
public struct HorizontalLine: Mark {
    private let y: Double
    private let label: String?
    private let color: Ink
    private let style: LineStyle

    public init(
        _ y: some Plottable, label: String? = nil, color: Ink = .neutral, style: LineStyle = .dashed
    ) {
        self.y = y.plotValue
        self.label = label
        self.color = color
        self.style = style
    }

    public var layer: Int { MarkLayer.references }

    public func prepare(_ request: inout PlotRequest) {
        request.y.include([y], padding: 0.05)
        request.endLabel(label)
    }

    public func draw(in plot: Plot) {
        guard let height = plot.y.position(y), height >= plot.area.minY - 1, height <= plot.area.maxY + 1
        else { return }
        let ends = [Point(plot.area.minX, height), Point(plot.area.maxX, height)]
        let color = plot.theme.color(color)
        plot.canvas.stroke(.polyline(ends), color, width: 3.5, dashes: style.dashes)
        plot.avoid(ends, width: 4)
        if let label { plot.endLabels.append(EndLabel(text: label, color: color, end: ends[1])) }
    }
}

/// A line from the bottom to the top of the plot. Its label stands beside its upper end.
public struct VerticalLine: Mark {
    private let x: Double
    private let label: String?
    private let color: Ink
    private let style: LineStyle

    public init(
        _ x: some Plottable, label: String? = nil, color: Ink = .neutral, style: LineStyle = .dashed
    ) {
        self.x = x.plotValue
        self.label = label
        self.color = color
        self.style = style
    }

    public var layer: Int { MarkLayer.references }

    public func prepare(_ request: inout PlotRequest) {
        request.x.include([x], padding: 0)
    }

    public func draw(in plot: Plot) {
        guard let place = plot.x.position(x), place >= plot.area.minX - 1, place <= plot.area.maxX + 1
        else { return }
        let color = plot.theme.color(color)
        let ends = [Point(place, plot.area.minY), Point(place, plot.area.maxY)]
        plot.canvas.stroke(.polyline(ends), color, width: 3.5, dashes: style.dashes)
        plot.avoid(ends, width: 4)
        guard let label else { return }
        let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
        let size = plot.canvas.size(of: label, style)
        var sides: [Rectangle] = []
        for step in 0..<4 {
            for side in [1.0, -1] {
                let x = place + side * (size.width / 2 + 12)
                let y = plot.area.minY + size.height * (0.6 + 1.1 * Double(step))
                sides.append(Rectangle(center: Point(x, y), width: size.width, height: size.height))
            }
        }
        plot.later { [unowned plot] in
            let chosen = sides[plot.labels.place(sides)]
            plot.canvas.draw(label, style, at: chosen.center, anchor: .center)
        }
    }
}
