/// Measures everything around a plot, so that nothing is clipped and nothing overlaps, then draws it.
struct AxesLayout {
    let axes: Axes
    let request: PlotRequest
    let canvas: Canvas
    let theme: Theme
    let header: PanelHeader
    var tickStyle: TextStyle { TextStyle(size: theme.tickSize, color: theme.muted) }
    var labelStyle: TextStyle { TextStyle(size: theme.labelSize, color: theme.foreground) }
    private(set) var margins = Insets()
    /// How far labels of bars reach above the plot, beyond what is free there anyway.
    private(set) var overhang = 0.0
    private let key: Key
    /// Labels of the axes and of the scale of colours, in up to two lines.
    let xLabel: String
    let yLabel: String
    private let barLabel: String
    let thumbnailSize: Double

    init(_ axes: Axes, width: Double, height: Double, on canvas: Canvas, theme: Theme) {
        self.axes = axes
        self.canvas = canvas
        self.theme = theme
        request = axes.request(on: canvas, theme: theme)
        header = PanelHeader(axes.title, width: width, on: canvas, theme: theme)
        key = Key(request.key, width: width, height: 0.3 * height, on: canvas, theme: theme)
        let label = TextStyle(size: theme.labelSize, color: theme.foreground)
        xLabel = canvas.fitted(axes.xLabel, label, width: width, lines: 2)
        yLabel = canvas.fitted(axes.yLabel, label, width: width, lines: 2)
        barLabel = canvas.fitted(request.colorBar?.label ?? "", label, width: 0.4 * width, lines: 2)
        let rows = Double(max(1, request.y.categories?.count ?? 1))
        thumbnailSize = request.y.thumbnails.isEmpty ? 0 : min(90, 0.75 * height / rows)

        margins.top = header.height(on: canvas) + key.height + yLabelHeight + (axes.isBare ? 0 : 16)
        margins.bottom = bottomMargin(width: width)
        let innerHeight = max(40, height - margins.top - margins.bottom)
        if let range = axes.yRange, !axes.isBare {
            overhang = max(0, request.y.overhang(beyond: range, length: innerHeight) - 16)
            margins.top += overhang
        }
        margins.left = leftMargin(width: width, innerHeight: innerHeight - overhang)
        margins.right = rightMargin(width: width, innerHeight: innerHeight - overhang)
        if let range = axes.xRange, !axes.isBare {
            margins.right = max(
                margins.right, request.x.overhang(beyond: range, length: width - margins.left))
        }
        makeRoomForXTicks(width: width)
    }

    /// Labels below the ends of the axis may stand out as far as into the margin of the page, wide ones no further.
    private mutating func makeRoomForXTicks(width: Double) {
        let inner = width - margins.left - margins.right
        guard showsXTicks, inner > 40 else { return }
        let range = axes.xRange ?? request.x.range(length: inner)
        let axis = Axis(range, scale: axes.xScale, start: 0, end: inner)
        var (left, right) = (0.0, 0.0)
        for tick in xTicks(axis) where tick.isMajor {
            guard let x = axis.position(tick.value), x >= -1, x <= inner + 1 else { continue }
            let half = canvas.size(of: tick.label, tickStyle).width / 2
            left = max(left, half - x - margins.left)
            right = max(right, half + x - inner - margins.right)
        }
        let most = 0.2 * width
        margins.left += min(most, max(0, left - 0.5 * theme.margin))
        margins.right += min(most, max(0, right - 0.5 * theme.margin))
    }

    private var yLabelHeight: Double {
        let heights = [yLabel, barLabel].filter { !$0.isEmpty }.map { canvas.size(of: $0, labelStyle).height }
        return heights.max().map { $0 + 14 } ?? 0
    }

    // MARK: Margins

    var showsXTicks: Bool { !axes.isBare && !axes.hidesXLabels && axes.xTicks?.isEmpty != true }
    var showsYTicks: Bool { !axes.isBare && !axes.hidesYLabels && axes.yTicks?.isEmpty != true }

    private func bottomMargin(width: Double) -> Double {
        guard !axes.isBare else { return 0 }
        var margin = 4.0
        if showsXTicks {
            margin += 12 + tickStyle.lineHeight
            let names = axes.xTicks?.map(\.label) ?? request.x.categories ?? []
            let slot = 0.86 * width / Double(max(1, names.count))
            let tallest = names.map { canvas.size(of: fitted($0, slot), tickStyle).height }.max() ?? 0
            margin += max(0, tallest - tickStyle.lineHeight)
        }
        if !xLabel.isEmpty { margin += canvas.size(of: xLabel, labelStyle).height + 4 }
        return margin
    }

    /// A name broken into lines that fit the room below its place.
    private func fitted(_ name: String, _ slot: Double) -> String {
        canvas.fitted(name, tickStyle, width: max(60, slot - 12), lines: 4)
    }

    private func leftMargin(width: Double, innerHeight: Double) -> Double {
        guard !axes.isBare else { return 0 }
        let range = axes.yRange ?? request.y.range(length: innerHeight)
        let ticks =
            showsYTicks
            ? yTicks(Axis(range, scale: axes.yScale, start: innerHeight, end: 0), width: width) : []
        let widest = ticks.map { canvas.size(of: $0.label, tickStyle).width }.max() ?? 0
        let pictures = thumbnailSize > 0 ? thumbnailSize + 16 : 0
        return (widest > 0 ? widest + 16 : 4) + pictures
    }

    private func rightMargin(width: Double, innerHeight: Double) -> Double {
        guard !axes.isBare else { return 0 }
        let range = axes.xRange ?? request.x.range(length: width)
        let approximate = Axis(range, scale: axes.xScale, start: 0, end: 1)
        let labels = request.endLabels.filter { label in
            label.x.flatMap(approximate.position).map { $0 > 0.9 } ?? true
        }
        let style = TextStyle(size: theme.tickSize, color: theme.foreground, isBold: true)
        // Long ones are broken, and shortened, before they take the room of the plot.
        let room = min(0.45 * width, max(240, 0.28 * width))
        let widest =
            labels.map { canvas.fitted($0.text, style, width: room, lines: 3) }
            .map { canvas.size(of: $0, style).width }.max() ?? 0
        // Half of the last tick label may stand out.
        var margin = max(widest > 0 ? widest + 22 : 0, request.isFilled ? 4 : 26)
        if let bar = request.colorBar {
            let style = tickStyle
            let ticks = bar.ticks(height: innerHeight, style: style)
            margin += 34 + 30 + 12 + (ticks.map { canvas.size(of: $0.label, style).width }.max() ?? 0)
        }
        return margin
    }

    // MARK: Ticks

    func xTicks(_ axis: Axis) -> [Tick] {
        if let given = axes.xTicks {
            let slot = abs(axis.end - axis.start) / Double(max(1, given.count))
            return given.map { Tick($0.value, fitted($0.label, slot)) }
        }
        if let names = request.x.categories {
            let slot = abs(axis.end - axis.start) / Double(max(1, names.count))
            let labels = names.map { fitted($0, slot) }
            let widest = labels.map { canvas.size(of: $0, tickStyle).width }.max() ?? 0
            let step = max(1, Int(((widest + 10) / slot).rounded(.up)))
            return labels.enumerated().map {
                Tick(Double($0.offset), $0.offset.isMultiple(of: step) ? $0.element : "")
            }
        }
        return fittingTicks(axis, most: 9, isWhole: request.x.isWhole) {
            canvas.size(of: $0, tickStyle).width + 34
        }
    }

    func yTicks(_ axis: Axis, width: Double) -> [Tick] {
        func row(_ name: String) -> String {
            canvas.fitted(name, tickStyle, width: 0.32 * width, lines: 4)
        }
        if let given = axes.yTicks { return given.map { Tick($0.value, row($0.label)) } }
        if let names = request.y.categories {
            let slot = abs(axis.end - axis.start) / Double(max(1, names.count))
            let step = max(1, Int((0.8 * tickStyle.lineHeight / max(slot, 0.01)).rounded(.up)))
            return names.enumerated().map {
                Tick(Double($0.offset), $0.offset.isMultiple(of: step) ? row($0.element) : "")
            }
        }
        return fittingTicks(axis, most: 7, isWhole: request.y.isWhole) { _ in 1.5 * tickStyle.lineHeight }
    }

    // MARK: Drawing

    func draw(in rectangle: Rectangle, margins: Insets) {
        var area = rectangle.inset(by: margins)
        var xRange = axes.xRange ?? request.x.range(length: area.width)
        var yRange = axes.yRange ?? request.y.range(length: area.height)
        if request.isEquallyScaled {
            (area, xRange, yRange) = equallyScaled(area, xRange, yRange)
        }
        var x = Axis(xRange, scale: axes.xScale, start: area.minX, end: area.maxX)
        var y = Axis(yRange, scale: axes.yScale, start: area.maxY, end: area.minY)
        if request.y.isReversed { (y.start, y.end) = (y.end, y.start) }
        x.ticks = axes.isBare ? [] : xTicks(x)
        y.ticks = axes.isBare ? [] : yTicks(y, width: rectangle.width)

        let plot = Plot(canvas: canvas, theme: theme, area: area, x: x, y: y)
        if !axes.isBare { AxesFrame(self, plot).draw(margins: margins, in: rectangle) }
        for layer in Set(axes.marks.map(\.layer)).sorted() {
            for mark in axes.marks where mark.layer == layer { mark.draw(in: plot) }
        }
        plot.drawLabels()
        if let bar = request.colorBar { drawColorBar(bar, beside: area) }
        EndLabelColumn(plot).draw(
            within: Rectangle(
                x: area.maxX, y: area.minY - 10, width: rectangle.maxX - area.maxX, height: area.height + 20))
        let corner = Point(area.minX - margins.left, area.minY - margins.top)
        header.draw(
            at: Point(left(of: header.width(on: canvas), in: rectangle, at: corner.x), corner.y), on: canvas)
        key.draw(at: corner + Point(0, header.height(on: canvas)), inks: plot)
    }

    /// Where a text begins: where the plot does, or further left where it would leave the panel.
    func left(of width: Double, in panel: Rectangle, at wanted: Double) -> Double {
        max(panel.minX, min(wanted, panel.maxX - width))
    }

    /// Makes a unit equally long on both axes: ranges that nobody fixed grow by up to a third, beyond that the area
    /// shrinks. Among empty margins the points would look small.
    private func equallyScaled(
        _ area: Rectangle, _ xRange: ClosedRange<Double>, _ yRange: ClosedRange<Double>
    ) -> (Rectangle, ClosedRange<Double>, ClosedRange<Double>) {
        let (xSpan, ySpan) = (xRange.upperBound - xRange.lowerBound, yRange.upperBound - yRange.lowerBound)
        let unit = min(area.width / xSpan, area.height / ySpan)
        // One beside which the other would be thinner than a line is left as it is; decades have no common unit.
        guard axes.xScale == .linear, axes.yScale == .linear, xSpan.isFinite, ySpan.isFinite,
            unit * min(xSpan, ySpan) >= 8
        else { return (area, xRange, yRange) }
        func grown(_ range: ClosedRange<Double>, on length: Double, isFixed: Bool) -> ClosedRange<Double> {
            let span = range.upperBound - range.lowerBound
            let larger = min(length / unit, span * (isFixed || request.isFilled ? 1 : 4 / 3))
            guard larger > span else { return range }
            let middle = (range.lowerBound + range.upperBound) / 2
            return middle - larger / 2...middle + larger / 2
        }
        let x = grown(xRange, on: area.width, isFixed: axes.xRange != nil)
        let y = grown(yRange, on: area.height, isFixed: axes.yRange != nil)
        let height = unit * (y.upperBound - y.lowerBound)
        let middle = axes.beginsAtTop ? area.minY + height / 2 : area.center.y
        let fitted = Rectangle(
            center: Point(area.center.x, middle), width: unit * (x.upperBound - x.lowerBound), height: height)
        return (fitted, x, y)
    }

    private func drawColorBar(_ bar: ColorBar, beside area: Rectangle) {
        let box = Rectangle(x: area.maxX + 34, y: area.minY, width: 30, height: area.height)
        let steps = 256
        let values = (0..<steps).map { 1 - Double($0) / Double(steps - 1) }
        canvas.draw(
            Picture(values, width: 1, height: steps, map: bar.map, range: 0...1), in: box, isSmooth: true)
        let axis = Axis(bar.range, scale: .linear, start: box.maxY, end: box.minY)
        for tick in bar.ticks(height: area.height, style: tickStyle) {
            guard let y = axis.position(tick.value) else { continue }
            canvas.stroke(
                .polyline([Point(box.maxX, y), Point(box.maxX + 7, y)]), theme.axis, width: 2)
            canvas.draw(tick.label, tickStyle, at: Point(box.maxX + 13, y), anchor: .left)
        }
        if !barLabel.isEmpty {
            let width = canvas.size(of: barLabel, labelStyle).width
            let right = max(box.maxX, box.center.x + width / 2)
            let place = Point(min(right, canvas.width - theme.margin), box.minY - 26)
            canvas.draw(barLabel, labelStyle, at: place, anchor: Anchor(.right, .bottom))
        }
    }
}

extension ColorBar {
    func ticks(height: Double, style: TextStyle) -> [Tick] {
        fittingTicks(Axis(range, scale: .linear, start: height, end: 0), most: 5) { _ in
            1.9 * style.lineHeight
        }
    }
}
