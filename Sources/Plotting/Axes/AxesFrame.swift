/// Draws grid, axis lines, tick labels and axis labels.
struct AxesFrame {
    let layout: AxesLayout
    let plot: Plot
    private var canvas: Canvas { layout.canvas }
    private var theme: Theme { layout.theme }
    private var area: Rectangle { plot.area }

    init(_ layout: AxesLayout, _ plot: Plot) {
        self.layout = layout
        self.plot = plot
    }

    func draw(margins: Insets, in panel: Rectangle) {
        if !layout.request.hidesGrid { drawGrid() }
        if !layout.request.isFilled {
            canvas.stroke(
                .polyline([Point(area.minX, area.maxY), Point(area.maxX, area.maxY)]),
                showsZero(plot.y) ? theme.grid : theme.axis, width: 2.5, isRoundEnded: false)
        }
        if layout.showsXTicks { drawXTicks() }
        if layout.showsYTicks { drawYTicks() }
        if !layout.xLabel.isEmpty {
            let width = canvas.size(of: layout.xLabel, layout.labelStyle).width
            let left = layout.left(of: width, in: panel, at: area.center.x - width / 2)
            canvas.draw(
                layout.xLabel, layout.labelStyle, at: Point(left + width / 2, area.maxY + margins.bottom),
                anchor: Anchor(.center, .bottom))
        }
        if !layout.yLabel.isEmpty {
            let width = canvas.size(of: layout.yLabel, layout.labelStyle).width
            let left = layout.left(of: width, in: panel, at: area.minX - margins.left)
            canvas.draw(
                layout.yLabel, layout.labelStyle, at: Point(left, area.minY - 26 - layout.overhang),
                anchor: Anchor(.left, .bottom))
        }
    }

    /// Whether the line of 0 is drawn darker: it takes the place of the axis line.
    private func showsZero(_ axis: Axis) -> Bool {
        axis.scale == .linear && axis.lower < 0 && axis.upper > 0 && axis.ticks.contains { $0.value == 0 }
    }

    private func drawGrid() {
        func line(_ a: Point, _ b: Point, isStrong: Bool, isMinor: Bool) {
            canvas.stroke(
                .polyline([a, b]), isStrong ? theme.axis : theme.grid, width: isMinor ? 1.2 : 2,
                opacity: isMinor ? 0.7 : 1, isRoundEnded: false)
        }
        if layout.request.y.categories == nil {
            for tick in plot.y.ticks {
                guard let y = plot.y.position(tick.value), y >= area.minY - 1, y <= area.maxY + 1 else {
                    continue
                }
                let isZero = tick.value == 0 && showsZero(plot.y)
                line(Point(area.minX, y), Point(area.maxX, y), isStrong: isZero, isMinor: !tick.isMajor)
            }
        }
        if layout.request.x.categories == nil {
            for tick in plot.x.ticks {
                guard let x = plot.x.position(tick.value), x >= area.minX - 1, x <= area.maxX + 1 else {
                    continue
                }
                let isZero = tick.value == 0 && showsZero(plot.x)
                line(Point(x, area.minY), Point(x, area.maxY), isStrong: isZero, isMinor: !tick.isMajor)
            }
        }
    }

    private func drawXTicks() {
        for tick in plot.x.ticks where tick.isMajor {
            guard let x = plot.x.position(tick.value), x >= area.minX - 1, x <= area.maxX + 1 else {
                continue
            }
            canvas.draw(
                tick.label, layout.tickStyle, at: Point(x, area.maxY + 10), anchor: Anchor(.center, .top))
        }
    }

    private func drawYTicks() {
        let side = layout.thumbnailSize
        for tick in plot.y.ticks where tick.isMajor {
            guard let y = plot.y.position(tick.value), y >= area.minY - 1, y <= area.maxY + 1 else {
                continue
            }
            let right = area.minX - 14 - (side > 0 ? side + 16 : 0)
            canvas.draw(tick.label, layout.tickStyle, at: Point(right, y), anchor: .right)
        }
        for (index, picture) in layout.request.y.thumbnails.enumerated() where side > 0 {
            guard let y = plot.y.position(Double(index)) else { continue }
            let box = Rectangle(center: Point(area.minX - 16 - side / 2, y), width: side, height: side)
            canvas.draw(picture, in: box)
            canvas.stroke(.rectangle(box), theme.axis, width: 1.5)
        }
    }
}
