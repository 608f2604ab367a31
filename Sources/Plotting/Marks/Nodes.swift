// Nodes of a drawing.

/// A circle with a text in it. The radius is in units of the x axis.
public struct Disc: Mark {
    private let center: Point
    private let radius: Double
    private let text: String
    private let color: Ink
    private let isFilled: Bool
    private let size: Double

    public init(
        _ text: String = "", at center: (some Plottable, some Plottable), radius: some Plottable,
        color: Ink = .data, isFilled: Bool = false, size: Double = 38
    ) {
        self.center = Point(center.0.plotValue, center.1.plotValue)
        self.radius = radius.plotValue
        self.text = text
        self.color = color
        self.isFilled = isFilled
        self.size = size
    }

    public func prepare(_ request: inout PlotRequest) {
        request.include(area: [center - Point(radius, radius), center + Point(radius, radius)])
    }

    public func draw(in plot: Plot) {
        guard let middle = plot.point(center), let edge = plot.x.position(center.x + radius) else { return }
        let ring = Shape.circle(center: middle, radius: abs(edge - middle.x))
        let node = NodeColors(color, isFilled: isFilled, theme: plot.theme)
        plot.canvas.clipped(to: plot.area.inset(by: -4)) {
            plot.canvas.fill(ring, node.fill)
            plot.canvas.stroke(ring, node.outline, width: 4)
        }
        // What is cut off in its middle has no place for a text.
        guard plot.area.contains(middle) else { return }
        let side = 1.5 * abs(edge - middle.x)
        plot.draw(text, size: size, node.text, in: Rectangle(center: middle, width: side, height: side))
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
    private let size: Double

    public init(
        _ text: String = "", at center: (some Plottable, some Plottable), width: some Plottable,
        height: some Plottable, color: Ink = .data, isFilled: Bool = false, size: Double = 38
    ) {
        self.center = Point(center.0.plotValue, center.1.plotValue)
        self.width = width.plotValue
        self.height = height.plotValue
        self.text = text
        self.color = color
        self.isFilled = isFilled
        self.size = size
    }

    public func prepare(_ request: inout PlotRequest) {
        let reach = Point(width / 2, height / 2)
        request.include(area: [center - reach, center + reach])
    }

    public func draw(in plot: Plot) {
        guard let a = plot.point(center.x - width / 2, center.y - height / 2),
            let b = plot.point(center.x + width / 2, center.y + height / 2)
        else { return }
        let box = Rectangle(
            x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
        let node = NodeColors(color, isFilled: isFilled, theme: plot.theme)
        plot.canvas.clipped(to: plot.area.inset(by: -4)) {
            plot.canvas.fill(.rectangle(box, radius: 10), node.fill)
            plot.canvas.stroke(.rectangle(box, radius: 10), node.outline, width: 4)
        }
        guard plot.area.contains(box.center) else { return }
        plot.draw(text, size: size, node.text, in: box.inset(by: 12))
    }
}

extension Plot {
    /// Draws a text in a box: broken into lines, then made smaller until it fits or is as small as can be read, and then
    /// shortened.
    func draw(_ text: String, size: Double, _ color: Color, in box: Rectangle) {
        var style = TextStyle(size: max(24, size), color: color)
        var lines = canvas.wrapped(text, style, width: box.width)
        while style.size > 24, case let needed = canvas.size(of: lines, style),
            needed.width > box.width || needed.height > box.height
        {
            style.size = max(24, style.size - 2)
            lines = canvas.wrapped(text, style, width: box.width)
        }
        // A line more than fits is better than a word less.
        let most = max(2, Int(box.height / style.lineHeight) + 1)
        lines = canvas.fitted(lines, style, width: max(box.width, 60), lines: most)
        canvas.draw(lines, style, at: box.center, anchor: .center)
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
