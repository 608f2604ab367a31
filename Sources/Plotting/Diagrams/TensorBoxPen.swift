/// Measures and draws one item of `TensorBoxes` with cells of a given size.
struct TensorBoxPen {
    private let item: TensorBoxes.Item
    private let cell: (width: Double, height: Double)
    private let canvas: Canvas
    private let theme: Theme
    /// Room around the cells for axis labels, title and caption.
    private var room = Insets()
    private var block = (width: 0.0, height: 0.0)
    private var title = ""
    private var caption = ""

    private var titleStyle: TextStyle {
        TextStyle(size: theme.labelSize, color: theme.foreground, isBold: true)
    }
    private var captionStyle: TextStyle { TextStyle(size: theme.labelSize, color: theme.foreground) }
    private var signStyle: TextStyle { TextStyle(size: 60, color: theme.foreground, isBold: true) }
    private var axisSize: Double { theme.tickSize }
    private let axisGap = 18.0

    init(
        _ item: TensorBoxes.Item, cell: (width: Double, height: Double), share: Double, canvas: Canvas,
        theme: Theme
    ) {
        (self.item, self.cell, self.canvas, self.theme) = (item, cell, canvas, theme)
        switch item {
        case .sign(let sign):
            title = canvas.fitted(sign, signStyle, width: share, lines: 1)
            block = canvas.size(of: title, signStyle)
        case .box(let box):
            // Neither title nor caption takes the cells' room.
            title = canvas.fitted(box.title, titleStyle, width: 1.5 * share, lines: 4)
            caption = canvas.fitted(box.caption, captionStyle, width: 1.5 * share, lines: 5)
            measure(box)
        }
    }

    /// All that is drawn.
    var frame: (width: Double, height: Double) {
        (block.width + room.left + room.right, block.height + room.top + room.bottom)
    }

    /// From the upper edge of the frame to the middle of the cells.
    var middle: Double { room.top + block.height / 2 }

    /// Draws with the upper left corner at a point; titles stand at `top` and captions end at `bottom`, so that those of
    /// neighbours lie on one line.
    func draw(at corner: Point, top: Double, bottom: Double) {
        let origin = corner + Point(room.left, room.top)
        switch item {
        case .sign:
            let center = Rectangle(
                x: origin.x, y: origin.y, width: block.width, height: block.height
            ).center
            canvas.draw(title, signStyle, at: center, anchor: .center)
        case .box(let box):
            drawCells(box, at: origin)
            drawAxes(box, at: origin)
            let center = origin.x + block.width / 2
            canvas.draw(title, titleStyle, at: Point(center, top), anchor: .below)
            canvas.draw(caption, captionStyle, at: Point(center, bottom), anchor: .above)
        }
    }

    // MARK: Measuring

    private mutating func measure(_ box: TensorBox) {
        let grid = TensorBoxGrid(box)
        block = (grid.width * cell.width, grid.height * cell.height)
        let titleSize = title.isEmpty ? (width: 0, height: 0) : canvas.size(of: title, titleStyle)
        let captionSize =
            caption.isEmpty ? (width: 0, height: 0) : canvas.size(of: caption, captionStyle)
        var columnOverhang = 0.0
        for (axis, label) in box.axes.enumerated() where !label.text.isEmpty {
            let size = canvas.size(of: text(label), style(label))
            let depth = axisGap + 12 + size.height
            switch axis - box.shape.count {
            case -1:
                if grid.isStacked { room.bottom += depth } else { room.top += depth }
                columnOverhang = max(0, (size.width - grid.columns * cell.width) / 2)
            case -2:
                let isFlat = isFlat(size.width, along: grid.rows * cell.height)
                room.left += isFlat ? axisGap + 16 + size.width : depth
            case -3:
                if grid.isStacked {
                    room.left = max(room.left, size.width + 20)
                    room.top = max(room.top, 20)
                } else {
                    room.bottom += depth + drop(size.width, along: grid.span(ofAxis: axis))
                }
            default: room.left += depth
            }
        }
        let overhang = max(0, (max(titleSize.width, captionSize.width) - block.width) / 2)
        room.left = max(room.left, overhang, columnOverhang)
        room.right = max(overhang, grid.width > grid.columns ? 0 : columnOverhang)
        room.top += titleSize.height + (titleSize.height > 0 ? 6 : 0)
        room.bottom += captionSize.height + (captionSize.height > 0 ? 12 : 0)
    }

    /// Whether the label of a short column of cells lies flat beside it, because upright it would not fit.
    private func isFlat(_ width: Double, along length: Double) -> Bool { width > length + 10 }

    /// How much lower a label stands below an arrow that rises, so that its ends do not touch it.
    private func drop(_ width: Double, along span: (from: Point, to: Point)) -> Double {
        let (across, down) = ((span.to.x - span.from.x) * cell.width, (span.to.y - span.from.y) * cell.height)
        return across > 0 ? min(width / 2, across / 2) * abs(down) / across : 0
    }

    private func text(_ label: TensorBox.AxisLabel) -> String {
        canvas.fitted(label.text, style(label), width: 0.25 * canvas.width, lines: 1)
    }

    private func style(_ label: TensorBox.AxisLabel) -> TextStyle {
        TextStyle(size: axisSize, color: theme.color(label.isStruck ? .neutral : label.ink), isBold: true)
    }

    // MARK: Cells

    private func drawCells(_ box: TensorBox, at origin: Point) {
        let grid = TensorBoxGrid(box)
        let size = textSize(box)
        let cells = Array(zip(box.indices, zip(box.values, box.texts)))
        // What lies behind is drawn first.
        for (index, (value, text)) in grid.isStacked ? cells.reversed() : cells {
            let corner = grid.corner(index)
            let place = Rectangle(
                x: origin.x + corner.x * cell.width, y: origin.y + corner.y * cell.height,
                width: cell.width, height: cell.height)
            draw(text, value, box, index, in: place, textSize: size)
        }
    }

    /// One size for all numbers of a box; 0 where they could not be read.
    private func textSize(_ box: TensorBox) -> Double {
        let widest = box.texts.map { canvas.lineWidth($0, size: 100) }.max() ?? 0
        let size = min(40, 0.72 * cell.height, 0.55 * cell.width, 84 * cell.width / max(widest, 1))
        return size >= 24 ? size : size >= 21 ? 24 : 0
    }

    private func draw(
        _ text: String, _ value: Double, _ box: TensorBox, _ index: [Int], in place: Rectangle,
        textSize: Double
    ) {
        let isRepetition = box.isRepetition(index)
        let ink = box.ink(index, value).map(theme.color)
        var fill = theme.background.mixed(with: theme.axis, share: 0.1)
        if let map = box.map {
            fill = map.color(at: box.range.share(of: value))
        } else if let ink {
            fill = theme.background.mixed(with: ink, share: box.isSolid ? 1 : 0.26)
        }
        var textColor = theme.textColor(on: fill)
        if isRepetition {
            fill = theme.background.mixed(with: fill, share: 0.3)
            textColor = theme.neutral
        }
        let isSmall = min(place.width, place.height) < 20
        let gap = isSmall ? 0 : isRepetition ? 3.5 : 1.5
        canvas.fill(.rectangle(place.inset(by: gap), radius: isSmall ? 0 : 5), fill)
        if !isSmall {
            canvas.stroke(
                .rectangle(place.inset(by: gap), radius: isRepetition ? 0 : 5),
                box.map == nil ? ink ?? theme.axis : theme.axis, width: isRepetition ? 2 : 2.5,
                dashes: isRepetition ? [9, 7] : [])
        }
        if box.map != nil, let ink {
            canvas.stroke(.rectangle(place.inset(by: 1), radius: 3), ink, width: 6)
        }
        guard textSize > 0, !text.isEmpty else { return }
        canvas.draw(
            text, TextStyle(size: textSize, color: textColor, isBold: ink != nil && box.isSolid),
            at: place.center, anchor: .center)
    }

    // MARK: Axes

    private func drawAxes(_ box: TensorBox, at origin: Point) {
        let grid = TensorBoxGrid(box)
        var leftOfRows = 0.0
        for axis in box.shape.indices.reversed() where !box.axes[axis].text.isEmpty {
            let label = box.axes[axis]
            let size = canvas.size(of: text(label), style(label))
            let span = grid.span(ofAxis: axis)
            let from = origin + Point(span.from.x * cell.width, span.from.y * cell.height)
            let end = origin + Point(span.to.x * cell.width, span.to.y * cell.height)
            // Of a short axis an arrow can still be seen.
            let to = from + max(1, 44 / max((end - from).length, 1)) * (end - from)
            let isDashed = box.repeated.contains(axis)
            func arrow(movedBy shift: Point) -> Point {
                ArrowShape(from: from + shift, to: to + shift, width: 4, dashes: isDashed ? [11, 7] : [])
                    .draw(style(label).color, on: canvas)
                return 0.5 * (from + to) + shift
            }
            switch axis - box.shape.count {
            case -1:
                let side: Double = grid.isStacked ? 1 : -1
                let middle = arrow(movedBy: Point(0, side * axisGap))
                write(label, at: middle + Point(0, side * 10), anchor: grid.isStacked ? .below : .above)
            case -2:
                let middle = arrow(movedBy: Point(-axisGap, 0))
                if isFlat(size.width, along: grid.rows * cell.height) {
                    write(label, at: middle - Point(14, 0), anchor: .right)
                    leftOfRows = axisGap + 16 + size.width
                } else {
                    writeUpright(label, rightEdge: middle - Point(10, 0))
                    leftOfRows = axisGap + 12 + size.height
                }
            case -3 where grid.isStacked:
                let middle = arrow(movedBy: Point(-14, -14))
                write(label, at: middle - Point(10, 8), anchor: Anchor(.right, .bottom))
            case -3:
                let middle = arrow(movedBy: Point(0, axisGap + 4))
                write(label, at: middle + Point(0, 12 + drop(size.width, along: span)), anchor: .below)
            default:
                let middle = arrow(movedBy: Point(-axisGap - leftOfRows, 0))
                writeUpright(label, rightEdge: middle - Point(10, 0))
            }
        }
    }

    private func write(_ label: TensorBox.AxisLabel, at place: Point, anchor: Anchor) {
        if label.isStruck {
            let frame = canvas.frame(of: text(label), style(label), at: place, anchor: anchor)
            strike(from: Point(frame.minX - 6, frame.center.y), to: Point(frame.maxX + 6, frame.center.y))
        }
        canvas.draw(text(label), style(label), at: place, anchor: anchor)
    }

    /// Writes from the bottom up, with the feet of the letters towards a point on the right.
    private func writeUpright(_ label: TensorBox.AxisLabel, rightEdge: Point) {
        let style = style(label)
        let width = canvas.lineWidth(text(label), size: style.size, isBold: true)
        let baseline = rightEdge.x - (style.lineHeight - style.capHeight) / 2
        if label.isStruck {
            let x = rightEdge.x - style.lineHeight / 2
            strike(
                from: Point(x, rightEdge.y - width / 2 - 6), to: Point(x, rightEdge.y + width / 2 + 6))
        }
        canvas.drawLine(
            text(label), at: Point(baseline, rightEdge.y + width / 2), size: style.size, isBold: true,
            color: style.color, angle: -.pi / 2)
    }

    /// Strikes out what is written over it afterwards: it can still be read.
    private func strike(from: Point, to: Point) {
        canvas.stroke(.polyline([from, to]), theme.error, width: 4, opacity: 0.5)
    }
}
