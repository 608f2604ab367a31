/// Bars from 0, one for each name, or a group of them. Horizontal bars leave room for long names.
public struct Bars: Mark {
    public enum Direction: Sendable { case vertical, horizontal }

    /// One bar of every group.
    public struct Series {
        let name: String
        let values: [Double]
        let color: Ink?

        public init(_ name: String, _ values: some Collection<some Plottable>, color: Ink? = nil) {
            self.name = name
            self.values = values.plotValues
            self.color = color
        }
    }

    private let names: [String]
    private let series: [Series]
    private let colors: [Ink]
    private let direction: Direction
    private let showsValues: Bool
    private let decimals: Int?
    private let unit: String
    private let thumbnails: [Picture]

    /// One bar for each name. `colors` gives single bars a colour of their own; `thumbnails` stand beside the
    /// names of horizontal bars.
    public init(
        _ names: [String], _ values: some Collection<some Plottable>, color: Ink = .data, colors: [Ink] = [],
        direction: Direction = .vertical, showsValues: Bool = true, decimals: Int? = nil, unit: String = "",
        thumbnails: [Picture] = []
    ) {
        self.init(
            names, [Series("", values, color: color)], colors: colors, direction: direction,
            showsValues: showsValues, decimals: decimals, unit: unit, thumbnails: thumbnails)
    }

    /// A group of bars for each name.
    public init(
        _ names: [String], groups series: [Series], direction: Direction = .vertical,
        showsValues: Bool = true, decimals: Int? = nil, unit: String = ""
    ) {
        self.init(
            names, series, colors: [], direction: direction, showsValues: showsValues, decimals: decimals,
            unit: unit, thumbnails: [])
    }

    private init(
        _ names: [String], _ series: [Series], colors: [Ink], direction: Direction, showsValues: Bool,
        decimals: Int?, unit: String, thumbnails: [Picture]
    ) {
        for series in series {
            require(
                series.values.count == names.count,
                "Bars: expected a value for each of \(names.count) names, but got \(series.values.count);"
                    + " names and values go in pairs")
        }
        require(
            colors.isEmpty || colors.count == names.count,
            "Bars: expected a colour for each of \(names.count) bars, but got \(colors.count); use color: for all"
        )
        self.names = names
        self.series = series
        self.colors = colors
        self.direction = direction
        self.showsValues = showsValues
        self.decimals = decimals
        self.unit = unit
        self.thumbnails = thumbnails
    }

    private var values: [Double] { series.flatMap(\.values) }

    private func ink(_ seriesIndex: Int, _ index: Int) -> Ink {
        colors.isEmpty ? series[seriesIndex].color ?? .series(seriesIndex) : colors[index]
    }

    private func text(_ value: Double) -> String {
        formatted(value, decimals: decimals ?? decimalsNeeded(for: values, significant: 3, limit: 3)) + unit
    }

    public func prepare(_ request: inout PlotRequest) {
        let isVertical = direction == .vertical
        var (along, across) = isVertical ? (request.x, request.y) : (request.y, request.x)
        along.categories = names
        along.include([-0.5, Double(names.count) - 0.5])
        along.isReversed = !isVertical
        // On a log axis there is no 0 to stand on: the bars start a little below the lowest value.
        across.include(across.scale == .linear ? values + [0] : values)
        let texts = showsValues ? values.filter(\.isFinite).map { request.size(text($0)) } : []
        let lengths: [Double] = isVertical ? texts.map(\.height) : texts.map(\.width)
        let label = (lengths.max() ?? 10) + 14
        if values.contains(where: { $0 > 0 }) { across.upperRoom = max(across.upperRoom, label) }
        if values.contains(where: { $0 < 0 }) { across.lowerRoom = max(across.lowerRoom, label) }
        if across.scale == .log {
            across.lowerPadding = max(across.lowerPadding, 0.06)
            across.upperPadding = max(across.upperPadding, 0.1)
        }
        (request.x, request.y) = isVertical ? (along, across) : (across, along)
        if !isVertical { request.y.thumbnails = thumbnails }
        for (index, series) in series.enumerated() where !series.name.isEmpty {
            request.key.append(
                KeyEntry(text: series.name, symbol: .square, ink: series.color ?? .series(index)))
        }
    }

    public func draw(in plot: Plot) {
        let isVertical = direction == .vertical
        let (along, across) = isVertical ? (plot.x, plot.y) : (plot.y, plot.x)
        let slot = abs(along.end - along.start) / Double(max(1, names.count))
        let thickness = min(0.72 * slot, 220) / Double(series.count)
        let base = across.scale == .linear ? across.position(0) ?? across.start : across.start
        for index in names.indices {
            guard let middle = along.position(Double(index)) else { continue }
            for (seriesIndex, series) in series.enumerated() {
                let value = series.values[index]
                guard let end = across.position(value) else { continue }
                let offset = (Double(seriesIndex) - Double(self.series.count - 1) / 2) * thickness
                let width = thickness - (self.series.count > 1 ? 3 : 0)
                let side = middle + offset - width / 2
                let box =
                    isVertical
                    ? Rectangle(x: side, y: min(base, end), width: width, height: abs(end - base))
                    : Rectangle(x: min(base, end), y: side, width: abs(end - base), height: width)
                plot.canvas.clipped(to: plot.area) {
                    plot.canvas.fill(.rectangle(box), plot.theme.color(ink(seriesIndex, index)))
                }
                if showsValues {
                    // A lone bar's label may use the gaps beside the bar too.
                    drawValue(value, box, slot: self.series.count > 1 ? thickness : slot - 8, in: plot)
                }
            }
        }
        let line =
            isVertical
            ? [Point(plot.area.minX, base), Point(plot.area.maxX, base)]
            : [Point(base, plot.area.minY), Point(base, plot.area.maxY)]
        plot.canvas.stroke(.polyline(line), plot.theme.axis, width: 2.5)
    }

    private func drawValue(_ value: Double, _ box: Rectangle, slot: Double, in plot: Plot) {
        var style = TextStyle(size: plot.theme.tickSize, color: plot.theme.foreground)
        let text = text(value)
        let isVertical = direction == .vertical
        if isVertical {
            // Values of narrow bars shrink to the legible minimum, all alike; then they are left out.
            let texts = values.filter(\.isFinite).map { self.text($0) }
            let width = texts.map { plot.canvas.size(of: $0, style).width }.max() ?? 0
            if width > slot + 6 { style.size = max(24, style.size * (slot + 6) / width) }
            if plot.canvas.size(of: text, style).width > slot + 12 { return }
            let place = Point(box.center.x, value < 0 ? box.maxY + 4 : box.minY - 4)
            plot.canvas.draw(text, style, at: place, anchor: value < 0 ? .below : .above)
        } else {
            let place = Point(value < 0 ? box.minX - 12 : box.maxX + 12, box.center.y)
            plot.canvas.draw(text, style, at: place, anchor: value < 0 ? .right : .left)
        }
    }
}
