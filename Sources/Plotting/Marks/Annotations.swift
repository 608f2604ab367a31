/// An arrow from one place to another, in the units of the axes.
public struct Arrow: Mark {
    private let start: Point
    private let end: Point
    private let label: String?
    private let color: Ink
    private let weight: LineWeight
    private let style: LineStyle

    public init(
        from start: (some Plottable, some Plottable), to end: (some Plottable, some Plottable),
        label: String? = nil, color: Ink = .gradient, weight: LineWeight = .normal, style: LineStyle = .solid
    ) {
        self.start = Point(start.0.plotValue, start.1.plotValue)
        self.end = Point(end.0.plotValue, end.1.plotValue)
        self.label = label
        self.color = color
        self.weight = weight
        self.style = style
    }

    public func prepare(_ request: inout PlotRequest) {
        request.include(area: [start, end], xPadding: 0.05, yPadding: 0.05)
    }

    public func draw(in plot: Plot) {
        let line = plot.line([start, end])
        guard case let start?? = line.first, case let end?? = line.last else { return }
        let color = plot.theme.color(color)
        plot.canvas.clipped(to: plot.area.inset(by: -12)) {
            ArrowShape(from: start, to: end, width: weight.width(plot.theme), dashes: style.dashes)
                .draw(color, on: plot.canvas)
        }
        plot.avoid([start, end], width: 12)
        let seen = plot.visible([start, end]).compactMap { $0 }
        guard let label, let first = seen.first, let last = seen.last else { return }
        let textStyle = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
        plot.draw(label, textStyle, near: 0.5 * (first + last), gap: 12)
    }
}

/// A shaft with a filled head; the shaft ends inside the head.
struct ArrowShape {
    var from: Point
    var to: Point
    var width: Double
    var dashes: [Double] = []

    func draw(_ color: Color, on canvas: Canvas, opacity: Double = 1) {
        let length = (to - from).length
        guard length > 1 else { return }
        let direction = (to - from).normalized
        let normal = Point(-direction.y, direction.x)
        let head = min(4.6 * width, 0.6 * length)
        let base = to - head * direction
        canvas.stroke(
            .polyline([from, base + 0.2 * head * direction]), color, width: width, opacity: opacity,
            dashes: dashes, isRoundEnded: false)
        canvas.fill(
            .polygon([
                to, base + 0.42 * head * normal, base + 0.14 * head * direction, base - 0.42 * head * normal,
            ]),
            color, opacity: opacity)
    }
}

/// A text at a place in the units of the axes.
public struct Note: Mark {
    private let text: String
    private let place: Point
    private let anchor: Anchor
    private let color: Ink
    private let size: Double?
    private let isBold: Bool
    private let isCode: Bool
    private let pointsTo: Point?

    /// Sets a text, code in letters that are all equally wide. With `pointingTo` an arrow leads from it to another place.
    public init(
        _ text: String, at place: (some Plottable, some Plottable), anchor: Anchor = .center,
        color: Ink = .foreground, size: Double? = nil, isBold: Bool = false, isCode: Bool = false
    ) {
        self.text = text
        self.place = Point(place.0.plotValue, place.1.plotValue)
        self.anchor = anchor
        self.color = color
        self.size = size
        self.isBold = isBold
        self.isCode = isCode
        pointsTo = nil
    }

    /// Sets a text from which an arrow leads to another place.
    public init(
        _ text: String, at place: (some Plottable, some Plottable),
        pointingTo target: (some Plottable, some Plottable), color: Ink = .foreground, size: Double? = nil,
        isBold: Bool = false
    ) {
        self.text = text
        self.place = Point(place.0.plotValue, place.1.plotValue)
        anchor = .center
        self.color = color
        self.size = size
        self.isBold = isBold
        isCode = false
        pointsTo = Point(target.0.plotValue, target.1.plotValue)
    }

    public var layer: Int { MarkLayer.notes }

    public func prepare(_ request: inout PlotRequest) {
        request.include([place])
    }

    public func draw(in plot: Plot) {
        // A text beside the axes is meant; one off the page belongs to what is cut off there.
        guard let point = plot.point(place), plot.canvas.bounds.contains(point) else { return }
        let color = plot.theme.color(color)
        let style = TextStyle(
            size: max(24, size ?? plot.theme.tickSize), color: color, isBold: isBold, isMonospaced: isCode)
        let text = plot.canvas.fitted(self.text, style, width: 0.9 * plot.canvas.width, lines: 12)
        var frame = plot.canvas.frame(of: text, style, at: point, anchor: anchor)
        // A text that would leave the page is moved back onto it.
        let page = plot.canvas.bounds.inset(by: 12)
        frame.x = max(page.minX, min(frame.x, page.maxX - frame.width))
        frame.y = max(page.minY, min(frame.y, page.maxY - frame.height))
        if let pointsTo, let tip = plot.point(pointsTo), plot.canvas.bounds.contains(tip) {
            let box = frame.inset(by: -8)
            let direction = tip - box.center
            let reach = min(
                abs(direction.x) < 1e-9 ? .infinity : box.width / 2 / abs(direction.x),
                abs(direction.y) < 1e-9 ? .infinity : box.height / 2 / abs(direction.y))
            if reach < 1 {
                ArrowShape(
                    from: box.center + reach * direction, to: tip - 10 * direction.normalized, width: 3.5
                )
                .draw(color, on: plot.canvas)
            }
        }
        let shifted: Anchor = anchor.horizontal == .center ? .center : Anchor(anchor.horizontal, .middle)
        let x =
            switch shifted.horizontal {
            case .left: frame.minX
            case .center: frame.center.x
            case .right: frame.maxX
            }
        plot.labels.reserve(frame)
        plot.canvas.draw(
            text, style, at: Point(x, frame.center.y), anchor: shifted, halo: plot.theme.background)
    }
}
