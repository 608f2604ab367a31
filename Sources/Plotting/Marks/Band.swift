/// A tinted area: between two lines, or across the plot between two numbers.
public struct Band: Mark {
    private enum Extent {
        case between(x: [Double], lower: [Double], upper: [Double])
        case columns(Double, Double)
        case rows(Double, Double)
    }
    private let extent: Extent
    private let label: String?
    private let color: Ink
    private let opacity: Double

    /// The area between two lines over the same x: a spread, a gap.
    public init(
        _ x: some Collection<some Plottable>, from lower: some Collection<some Plottable>,
        to upper: some Collection<some Plottable>, label: String? = nil, color: Ink = .neutral,
        opacity: Double = 0.2
    ) {
        require(
            x.count == lower.count && x.count == upper.count,
            "Band: expected as many x, lower and upper values, but got \(x.count), \(lower.count) and"
                + " \(upper.count); check the slices")
        extent = .between(x: x.plotValues, lower: lower.plotValues, upper: upper.plotValues)
        self.label = label
        self.color = color
        self.opacity = opacity
    }

    /// From top to bottom between two x.
    public init(
        x range: ClosedRange<Double>, label: String? = nil, color: Ink = .neutral, opacity: Double = 0.14
    ) {
        extent = .columns(range.lowerBound, range.upperBound)
        self.label = label
        self.color = color
        self.opacity = opacity
    }

    /// From left to right between two y.
    public init(
        y range: ClosedRange<Double>, label: String? = nil, color: Ink = .neutral, opacity: Double = 0.14
    ) {
        extent = .rows(range.lowerBound, range.upperBound)
        self.label = label
        self.color = color
        self.opacity = opacity
    }

    public var layer: Int { MarkLayer.tints }

    public func prepare(_ request: inout PlotRequest) {
        if case .between(let x, let lower, let upper) = extent {
            request.x.include(x)
            request.y.include(lower + upper, padding: 0.05)
        }
    }

    public func draw(in plot: Plot) {
        let color = plot.theme.color(color)
        let area = plot.area
        var middle: Point?
        /// Where a label stands that the band is too narrow for.
        var edge: Point?
        plot.canvas.clipped(to: area) {
            switch extent {
            case .between(let x, let lower, let upper):
                let above = zip(x, upper).compactMap { plot.point($0, $1) }
                let below = zip(x, lower).compactMap { plot.point($0, $1) }
                plot.canvas.fill(.polygon(above + below.reversed()), color, opacity: opacity)
                // The label goes where the band is tallest, a little away from the ends.
                let inner = area.inset(by: Insets(left: 0.12 * area.width, right: 0.12 * area.width))
                let pairs = zip(above, below).filter { $0.0.x >= inner.minX && $0.0.x <= inner.maxX }
                let widest = pairs.max { abs($0.1.y - $0.0.y) < abs($1.1.y - $1.0.y) }
                if let widest {
                    middle = 0.5 * (widest.0 + widest.1)
                    let isNarrow = abs(widest.1.y - widest.0.y) < 3 * plot.theme.tickSize
                    if label != nil, isNarrow { edge = pairs[pairs.count / 2].1 }
                }
                // The label of a narrow band keeps clear of all of it.
                if edge != nil { [above, below].forEach { plot.avoid($0, width: 24) } }
            case .columns(let low, let high):
                let left = plot.x.position(low) ?? area.minX
                let right = plot.x.position(high) ?? area.maxX
                let box = Rectangle(x: left, y: area.minY, width: right - left, height: area.height)
                plot.canvas.fill(.rectangle(box), color, opacity: opacity)
                let visible = (max(left, area.minX) + min(right, area.maxX)) / 2
                middle = Point(visible, area.minY + 30)
            case .rows(let low, let high):
                let bottom = plot.y.position(low) ?? area.maxY
                let top = plot.y.position(high) ?? area.minY
                let box = Rectangle(x: area.minX, y: top, width: area.width, height: bottom - top)
                plot.canvas.fill(.rectangle(box), color, opacity: opacity)
                middle = Point(area.center.x, (top + bottom) / 2)
            }
        }
        let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
        if let label, let edge {
            plot.draw(label, style, near: edge, gap: 20)
        } else if let label, let middle {
            let frame = plot.canvas.frame(of: label, style, at: middle, anchor: .center)
            plot.labels.reserve(frame)
            plot.canvas.draw(label, style, at: middle, anchor: .center)
        }
    }
}
