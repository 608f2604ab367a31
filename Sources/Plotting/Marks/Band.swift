/// A tinted area: between two lines, or across the plot between two numbers. Where a number is missing there is a gap.
public struct Band: Mark {
    private enum Extent {
        case between(x: [Double], lower: [Double], upper: [Double])
        /// Between two numbers of x, or of y.
        case across(ClosedRange<Double>, isOfX: Bool)
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
        self.init(
            .between(x: x.plotValues, lower: lower.plotValues, upper: upper.plotValues), label, color, opacity)
    }

    /// From top to bottom between two x.
    public init(
        x range: ClosedRange<Double>, label: String? = nil, color: Ink = .neutral, opacity: Double = 0.14
    ) {
        self.init(.across(range, isOfX: true), label, color, opacity)
    }

    /// From left to right between two y.
    public init(
        y range: ClosedRange<Double>, label: String? = nil, color: Ink = .neutral, opacity: Double = 0.14
    ) {
        self.init(.across(range, isOfX: false), label, color, opacity)
    }

    private init(_ extent: Extent, _ label: String?, _ color: Ink, _ opacity: Double) {
        (self.extent, self.label, self.color, self.opacity) = (extent, label, color, opacity)
    }

    public var layer: Int { MarkLayer.tints }

    public func prepare(_ request: inout PlotRequest) {
        if case .between(let x, let lower, let upper) = extent {
            for (x, (lower, upper)) in zip(x, zip(lower, upper)) {
                request.include(area: [Point(x, lower), Point(x, upper)], yPadding: 0.05)
            }
        }
    }

    public func draw(in plot: Plot) {
        let color = plot.theme.color(color)
        var middle: Point?
        /// Where a label stands that the band is too narrow for.
        var edge: Point?
        plot.canvas.clipped(to: plot.area) {
            switch extent {
            case .between(let x, let lower, let upper):
                for run in runs(x, lower, upper, in: plot) {
                    let (above, below) = (run.map(\.upper), run.map(\.lower))
                    if run.count == 1 {
                        // A place between two gaps has no width: it shows as a line.
                        plot.canvas.stroke(
                            .polyline(plot.line([below[0], above[0]])), color, width: 2, opacity: opacity)
                    }
                    plot.canvas.fill(.polygon(plot.area(above + below.reversed())), color, opacity: opacity)
                }
                (middle, edge) = labelPlace(x, lower, upper, in: plot)
            case .across(let range, let isOfX):
                guard let box = Self.stripe(range, isOfX: isOfX, in: plot) else { return }
                plot.canvas.fill(.rectangle(box), color, opacity: opacity)
                middle = isOfX ? Point(box.center.x, box.minY + 30) : box.center
            }
        }
        let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
        if let label, let edge {
            plot.draw(label, style, near: edge, gap: 20)
        } else if let label, let middle {
            plot.draw(label, style, around: middle)
        }
    }

    /// The part of the plot between two numbers. An end without a place is the end of the axis: from 3 on, up to 0.1.
    private static func stripe(_ range: ClosedRange<Double>, isOfX: Bool, in plot: Plot) -> Rectangle? {
        let (axis, area) = (isOfX ? plot.x : plot.y, plot.area)
        guard axis.scale == .linear || range.upperBound > 0 else { return nil }
        let low = axis.position(range.lowerBound) ?? axis.start
        let high = axis.position(range.upperBound) ?? axis.end
        let (first, last) = isOfX ? (area.minX, area.maxX) : (area.minY, area.maxY)
        let (from, to) = (max(min(low, high), first), min(max(low, high), last))
        guard from <= to else { return nil }
        return isOfX
            ? Rectangle(x: from, y: area.minY, width: to - from, height: area.height)
            : Rectangle(x: area.minX, y: from, width: area.width, height: to - from)
    }

    private typealias Stretch = [(lower: Point, upper: Point)]

    /// The stretches without a gap.
    private func runs(_ x: [Double], _ lower: [Double], _ upper: [Double], in plot: Plot) -> [Stretch] {
        var runs: [Stretch] = [[]]
        for (x, (lower, upper)) in zip(x, zip(lower, upper)) {
            if plot.point(x, lower) != nil, plot.point(x, upper) != nil {
                runs[runs.count - 1].append((Point(x, lower), Point(x, upper)))
            } else if !runs[runs.count - 1].isEmpty {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }

    /// Where the band is tallest, a little away from the ends; or, where it is narrow, beside its lower edge.
    private func labelPlace(
        _ x: [Double], _ lower: [Double], _ upper: [Double], in plot: Plot
    ) -> (middle: Point?, edge: Point?) {
        let area = plot.area
        let inner = area.inset(by: Insets(left: 0.12 * area.width, right: 0.12 * area.width))
        let pairs = zip(x, zip(lower, upper)).compactMap { x, ends -> (above: Point, below: Point)? in
            guard let below = plot.point(x, ends.0), let above = plot.point(x, ends.1),
                above.x >= inner.minX, above.x <= inner.maxX
            else { return nil }
            func seen(_ place: Point) -> Point { Point(place.x, min(max(place.y, area.minY), area.maxY)) }
            return (seen(above), seen(below))
        }
        func height(_ pair: (above: Point, below: Point)) -> Double { abs(pair.below.y - pair.above.y) }
        guard let widest = pairs.max(by: { height($0) < height($1) }) else { return (nil, nil) }
        guard label != nil, height(widest) < 3 * plot.theme.tickSize else {
            return (0.5 * (widest.above + widest.below), nil)
        }
        // The label of a narrow band keeps clear of all of it.
        for side in [lower, upper] { plot.avoid(plot.line(zip(x, side).map { Point($0, $1) }), width: 24) }
        return (nil, pairs[pairs.count / 2].below)
    }
}
