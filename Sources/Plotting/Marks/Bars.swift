import Text

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
    private let thumbnails: [Picture]
    /// What stands at the bars, series by series.
    private let texts: [[String]]

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
        self.thumbnails = thumbnails
        // Of many bars, neighbours may well read the same: the digits that tell all apart would leave no room for them.
        let all = series.flatMap(\.values)
        let numbers =
            decimals.map { count in all.map { formatted($0, decimals: count) } }
            ?? written(all, resolution: all.count > 24 ? 100 : 10_000)
        texts = series.indices.map { place in
            names.indices.map { numbers[place * names.count + $0] + unit }
        }
    }

    private var values: [Double] { series.flatMap(\.values) }

    private func ink(_ seriesIndex: Int, _ index: Int) -> Ink {
        colors.isEmpty ? series[seriesIndex].color ?? .series(seriesIndex) : colors[index]
    }

    public func prepare(_ request: inout PlotRequest) {
        let isVertical = direction == .vertical
        var (along, across) = isVertical ? (request.x, request.y) : (request.y, request.x)
        along.categories = names
        along.include([-0.5, Double(names.count) - 0.5])
        along.isReversed = !isVertical
        // On a log axis there is no 0 to stand on: the bars start a little below the lowest value.
        across.include(across.scale == .linear ? values + [0] : values)
        let shown = zip(values, texts.joined()).filter { across.scale.coordinate($0.0) != nil }
        let sizes = showsValues ? shown.map { request.size($0.1) } : []
        let label = ((isVertical ? sizes.map(\.height) : sizes.map(\.width)).max() ?? 10) + 14
        if shown.contains(where: { $0.0 > 0 }) { across.upperRoom = max(across.upperRoom, label) }
        if shown.contains(where: { $0.0 < 0 }) { across.lowerRoom = max(across.lowerRoom, label) }
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
        // A lone bar's label may use the gaps beside the bar too.
        let room = series.count > 1 ? thickness : slot - 8
        let size = labelSize(room: room, in: plot)
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
                // The label of a bar that is cut off would stand outside.
                let isWhole =
                    end >= min(across.start, across.end) - 1 && end <= max(across.start, across.end) + 1
                if showsValues, isWhole {
                    draw(texts[seriesIndex][index], of: value, at: box, room: room, size: size, in: plot)
                }
            }
        }
        let line =
            isVertical
            ? [Point(plot.area.minX, base), Point(plot.area.maxX, base)]
            : [Point(base, plot.area.minY), Point(base, plot.area.maxY)]
        plot.canvas.clipped(to: plot.area.inset(by: -2)) {
            plot.canvas.stroke(.polyline(line), plot.theme.axis, width: 2.5)
        }
    }

    /// The size of the labels, all alike: those of narrow bars shrink to the legible minimum.
    private func labelSize(room: Double, in plot: Plot) -> Double {
        let size = plot.theme.tickSize
        guard direction == .vertical, showsValues else { return size }
        let style = TextStyle(size: size, color: plot.theme.foreground)
        let shown = zip(values, texts.joined()).filter { $0.0.isFinite }
        let widest = shown.map { plot.canvas.size(of: $0.1, style).width }.max() ?? 0
        return widest > room + 6 ? max(24, size * (room + 6) / widest) : size
    }

    /// Sets a label, or leaves it out where it would cover its neighbours.
    private func draw(
        _ text: String, of value: Double, at box: Rectangle, room: Double, size: Double, in plot: Plot
    ) {
        let style = TextStyle(size: size, color: plot.theme.foreground)
        if direction == .vertical {
            guard plot.canvas.size(of: text, style).width <= room + 12 else { return }
            let place = Point(box.center.x, value < 0 ? box.maxY + 4 : box.minY - 4)
            plot.canvas.draw(
                text, style, at: place, anchor: value < 0 ? .below : .above, rim: plot.theme.background)
        } else if room > 0.6 * size {
            let place = Point(value < 0 ? box.minX - 12 : box.maxX + 12, box.center.y)
            plot.canvas.draw(
                text, style, at: place, anchor: value < 0 ? .right : .left, rim: plot.theme.background)
        }
    }
}
