/// A line across the whole plot: chance, a target, a threshold. Its label stands at the right edge.
public struct HorizontalLine: Mark {
    private let line: ReferenceLine

    public init(
        _ y: some Plottable, label: String? = nil, color: Ink = .neutral, style: LineStyle = .dashed
    ) {
        line = ReferenceLine(value: y.plotValue, label: label, color: color, style: style)
    }

    public var layer: Int { MarkLayer.references }

    public func prepare(_ request: inout PlotRequest) {
        guard request.y.scale.coordinate(line.value) != nil else { return }
        request.y.include([line.value], padding: 0.05)
        request.endLabel(line.label)
    }

    public func draw(in plot: Plot) {
        let area = plot.area
        guard
            let ends = line.draw(
                in: plot, at: plot.y, from: { Point(area.minX, $0) }, to: { Point(area.maxX, $0) }),
            let label = line.label
        else { return }
        plot.endLabels.append(EndLabel(text: label, color: plot.theme.color(line.color), end: ends.to))
    }
}

/// A line from the bottom to the top of the plot. Its label stands beside its upper end.
public struct VerticalLine: Mark {
    private let line: ReferenceLine

    public init(
        _ x: some Plottable, label: String? = nil, color: Ink = .neutral, style: LineStyle = .dashed
    ) {
        line = ReferenceLine(value: x.plotValue, label: label, color: color, style: style)
    }

    public var layer: Int { MarkLayer.references }

    public func prepare(_ request: inout PlotRequest) { request.x.include([line.value]) }

    public func draw(in plot: Plot) {
        let area = plot.area
        guard
            let ends = line.draw(
                in: plot, at: plot.x, from: { Point($0, area.minY) }, to: { Point($0, area.maxY) }),
            let label = line.label
        else { return }
        let style = TextStyle(
            size: plot.theme.tickSize, color: plot.theme.color(line.color), isBold: true)
        let text = plot.fitted(label, style)
        let size = plot.canvas.size(of: text, style)
        let sides = (0..<4).flatMap { step in
            [1.0, -1].map { side in
                let down = size.height / 2 + (0.1 + 1.1 * Double(step)) * style.lineHeight
                return Rectangle(
                    center: ends.from + Point(side * (size.width / 2 + 12), down), width: size.width,
                    height: size.height)
            }
        }
        plot.later { [unowned plot] in
            let chosen = sides[plot.labels.place(sides)]
            plot.canvas.draw(text, style, at: chosen.center, anchor: .center, rim: plot.theme.background)
        }
    }
}

/// What both kinds have in common: a number on one axis, and a line across the plot there.
private struct ReferenceLine {
    let value: Double
    let label: String?
    let color: Ink
    let style: LineStyle

    /// Draws the line, and returns its ends; nil where it lies outside of the plot.
    func draw(
        in plot: Plot, at axis: Axis, from: (Double) -> Point, to: (Double) -> Point
    ) -> (from: Point, to: Point)? {
        guard let place = axis.position(value), plot.area.inset(by: -1).contains(from(place)) else {
            return nil
        }
        let ends = (from: from(place), to: to(place))
        plot.canvas.stroke(
            .polyline([ends.from, ends.to]), plot.theme.color(color), width: 3.5, dashes: style.dashes)
        plot.avoid([ends.from, ends.to], width: 4)
        return ends
    }
}
