/// A pair of axes with marks between them.
///
/// Ranges, ticks and margins follow from the marks; what is given here wins.
public struct Axes: Panel {
    public var title: String
    public var xLabel: String
    public var yLabel: String
    public var xScale: AxisScale
    public var yScale: AxisScale
    public var xRange: ClosedRange<Double>?
    public var yRange: ClosedRange<Double>?
    public var xTicks: [Tick]?
    public var yTicks: [Tick]?
    /// Whether a unit is equally long on both axes.
    public var isEquallyScaled: Bool
    /// Which side is left bare: no ticks, no labels. Shared axes need them only once.
    var hidesXLabels = false
    var hidesYLabels = false
    var isBare = false
    /// Whether a plot that leaves height free leaves it below, instead of above and below.
    var beginsAtTop = false
    let marks: [any Mark]

    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", xScale: AxisScale = .linear,
        yScale: AxisScale = .linear, xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
        xTicks: [Tick]? = nil, yTicks: [Tick]? = nil, isEquallyScaled: Bool = false,
        @MarkBuilder marks: () throws -> [any Mark]
    ) rethrows {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.xScale = xScale
        self.yScale = yScale
        self.xRange = xRange
        self.yRange = yRange
        self.xTicks = xTicks
        self.yTicks = yTicks
        self.isEquallyScaled = isEquallyScaled
        self.marks = try marks()
        requireRanges()
    }

    private func requireRanges() {
        for (name, range, scale) in [("xRange", xRange, xScale), ("yRange", yRange, yScale)] {
            guard let range else { continue }
            require(
                range.isShowable && scale.coordinate(range.lowerBound) != nil,
                "Axes: expected an \(name) of finite numbers, longer than 0 and positive on a log axis,"
                    + " but got \(range); leave it out and the marks decide")
        }
    }

    func request(on canvas: Canvas, theme: Theme) -> PlotRequest {
        requireRanges()
        let style = TextStyle(size: theme.tickSize, color: theme.foreground)
        var request = PlotRequest(xScale: xScale, yScale: yScale) { canvas.size(of: $0, style) }
        for mark in marks { mark.prepare(&request) }
        if isEquallyScaled { request.isEquallyScaled = true }
        return request
    }

    public func margins(width: Double, height: Double, on canvas: Canvas, theme: Theme) -> Insets {
        AxesLayout(self, width: width, height: height, on: canvas, theme: theme).margins
    }

    public func draw(in rectangle: Rectangle, margins: Insets, on canvas: Canvas, theme: Theme) {
        AxesLayout(self, width: rectangle.width, height: rectangle.height, on: canvas, theme: theme)
            .draw(in: rectangle, margins: margins)
    }
}
