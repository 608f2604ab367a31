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
        request.x.include(corners.map(\.x))
        request.y.include(corners.map(\.y))
    }

    public func draw(in plot: Plot) {
        let points = corners.compactMap(plot.point)
        guard points.count >= 3 else { return }
        let color = plot.theme.color(color)
        plot.canvas.clipped(to: plot.area.inset(by: -6)) {
            plot.canvas.fill(.polygon(points), color, opacity: opacity)
            if let outline { plot.canvas.stroke(.polygon(points), color, width: outline.width(plot.theme)) }
        }
        guard let label else { return }
        let middle = 1 / Double(points.count) * points.reduce(Point(0, 0), +)
        let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
        plot.labels.reserve(plot.canvas.frame(of: label, style, at: middle, anchor: .center))
        plot.canvas.draw(label, style, at: middle, anchor: .center)
    }
}

/// A circle with a text in it: a node of a drawing. The radius is in units of the x axis.
public struct Disc: Mark {
    private let center: Point
    private let radius: Double
    private let text: String
    private let color: Ink
    private let isFilled: Bool

    public init(
        _ text: String = "", at center: (some Plottable, some Plottable), radius: some Plottable,
        color: Ink = .data, isFilled: Bool = false
    ) {
        self.center = Point(center.0.plotValue, center.1.plotValue)
        self.radius = radius.plotValue
        self.text = text
        self.color = color
        self.isFilled = isFilled
    }

    public func prepare(_ request: inout PlotRequest) {
        request.x.include([center.x - radius, center.x + radius])
        request.y.include([center.y - radius, center.y + radius])
    }

    public func draw(in plot: Plot) {
        guard let middle = plot.point(center), let edge = plot.x.position(center.x + radius) else { return }
        let ring = Shape.circle(center: middle, radius: abs(edge - middle.x))
        let node = NodeColors(color, isFilled: isFilled, theme: plot.theme)
        plot.canvas.fill(ring, node.fill)
        plot.canvas.stroke(ring, node.outline, width: 4)
        plot.canvas.draw(
            text, TextStyle(size: plot.theme.tickSize, color: node.text), at: middle, anchor: .center)
    }
}

/// A box with a text in it.
public struct Box: Mark {
    private let center: Point
    private let width: Double
    private let height: Double
    private let text: String
    private let color: Ink
    private let isFilled: Bool

    public init(
        _ text: String = "", at center: (some Plottable, some Plottable), width: some Plottable,
        height: some Plottable, color: Ink = .data, isFilled: Bool = false
    ) {
        self.center = Point(center.0.plotValue, center.1.plotValue)
        self.width = width.plotValue
        self.height = height.plotValue
        self.text = text
        self.color = color
        self.isFilled = isFilled
    }

    public func prepare(_ request: inout PlotRequest) {
        request.x.include([center.x - width / 2, center.x + width / 2])
        request.y.include([center.y - height / 2, center.y + height / 2])
    }

    public func draw(in plot: Plot) {
        guard let a = plot.point(center.x - width / 2, center.y - height / 2),
            let b = plot.point(center.x + width / 2, center.y + height / 2)
        else { return }
        let box = Rectangle(
            x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
        let node = NodeColors(color, isFilled: isFilled, theme: plot.theme)
        plot.canvas.fill(.rectangle(box, radius: 10), node.fill)
        plot.canvas.stroke(.rectangle(box, radius: 10), node.outline, width: 4)
        let style = TextStyle(size: plot.theme.tickSize, color: node.text)
        let text = plot.canvas.wrapped(text, style, width: box.width - 16)
        plot.canvas.draw(text, style, at: box.center, anchor: .center)
    }
}

/// Fill, outline and text of a node: tinted paper with dark text, or full colour with text that stands out.
struct NodeColors {
    let fill: Color
    let outline: Color
    let text: Color

    init(_ ink: Ink, isFilled: Bool, theme: Theme) {
        outline = theme.color(ink)
        fill = isFilled ? outline : theme.background.mixed(with: outline, share: 0.1)
        text = isFilled ? theme.textColor(on: outline) : theme.foreground
    }
}
