/// Images in rows and columns, each with a caption, a frame, or a network's answer beside it.
public struct ImageGrid: Panel {
    public var title: String
    private let columns: Int
    private let rowTitles: [String]
    private let columnTitles: [String]
    private let rowNotes: [String]
    private let map: ColorMap
    private let range: ClosedRange<Double>
    private let barLabels: [String]
    private let tiles: [Tile]

    /// Sets tiles row by row. Row titles stand on the left, row notes on the right; bar labels stand below
    /// the bars of the last row. Without a range all images share one, from their lowest to their highest
    /// number, so that they can be compared.
    public init(
        title: String = "", columns: Int, rowTitles: [String] = [], columnTitles: [String] = [],
        rowNotes: [String] = [], map: ColorMap = .ink, range: ClosedRange<Double>? = nil,
        barLabels: [String] = [], @TileBuilder tiles: () throws -> [Tile]
    ) rethrows {
        require(columns > 0, "ImageGrid: expected at least 1 column, but got \(columns); try 10")
        self.title = title
        self.columns = columns
        self.rowTitles = rowTitles
        self.columnTitles = columnTitles
        self.rowNotes = rowNotes
        self.map = map
        self.barLabels = barLabels
        self.tiles = try tiles()
        self.range = HeatMap.range(of: self.tiles.flatMap(\.values), map: map, given: range)
    }

    private var rows: Int { max(1, (tiles.count + columns - 1) / columns) }
    private var hasBars: Bool { tiles.contains { !$0.bars.isEmpty } }

    public func margins(width: Double, height: Double, on canvas: Canvas, theme: Theme) -> Insets {
        var margins = Insets()
        let style = TextStyle(size: theme.labelSize, color: theme.foreground)
        margins.top = PanelHeader(title, width: width, on: canvas, theme: theme).height(on: canvas)
        if !columnTitles.isEmpty {
            let tallest =
                columnTitles.map {
                    canvas.size(of: wrappedColumn($0, width, canvas, style), style).height
                }.max() ?? 0
            margins.top += tallest + 8
        }
        func widest(_ texts: [String]) -> Double {
            let wrapped = texts.map { canvas.wrapped($0, style, width: 0.24 * width) }
            return wrapped.map { canvas.size(of: $0, style).width }.max().map { $0 + 28 } ?? 0
        }
        margins.left = widest(rowTitles)
        margins.right = widest(rowNotes)
        if hasBars, !barLabels.isEmpty { margins.bottom = 34 }
        return margins
    }

    private func wrappedColumn(_ text: String, _ width: Double, _ canvas: Canvas, _ style: TextStyle)
        -> String
    {
        canvas.wrapped(text, style, width: 0.8 * width / Double(columns))
    }

    public func draw(in rectangle: Rectangle, margins: Insets, on canvas: Canvas, theme: Theme) {
        PanelHeader(title, width: rectangle.width, on: canvas, theme: theme)
            .draw(at: Point(rectangle.minX, rectangle.minY), on: canvas)
        guard let first = tiles.first else { return }
        let area = rectangle.inset(by: margins)
        let slotWidth = area.width / Double(columns)
        let slotHeight = area.height / Double(rows)
        let caption = TextStyle(size: theme.tickSize, color: theme.foreground)
        let captionHeight =
            tiles.map { tile in
                tile.caption.isEmpty
                    ? 0
                    : canvas.size(of: canvas.wrapped(tile.caption, caption, width: slotWidth - 12), caption)
                        .height + 4
            }.max() ?? 0
        let gap = min(24, 0.09 * min(slotWidth, slotHeight))
        // Beside its bars an image takes a third of the slot.
        let barsShare = hasBars ? 1.5 : 0
        let ratio = Double(first.width) / Double(first.height)
        let imageHeight = max(
            4, min(slotHeight - captionHeight - gap, (slotWidth - gap) / (ratio + barsShare)))
        let image = (width: imageHeight * ratio, height: imageHeight)
        // Slots move together, so that images of a row stand close and the grid stands in the middle.
        let barsRoom = hasBars ? min(slotWidth - gap - image.width, 3.4 * imageHeight) : 0
        let usedWidth = min(
            slotWidth, image.width + barsRoom + max(gap, captionHeight > 0 ? 0.12 * slotWidth : 0))
        let slot = (
            width: max(usedWidth, widestCaption(canvas, caption, limit: slotWidth)),
            height: min(slotHeight, image.height + captionHeight + gap)
        )
        let grid = Rectangle(
            center: area.center, width: slot.width * Double(columns), height: slot.height * Double(rows))

        for (index, tile) in tiles.enumerated() {
            let (row, column) = (index / columns, index % columns)
            let corner = Point(
                grid.minX + Double(column) * slot.width + (slot.width - image.width - barsRoom) / 2,
                grid.minY + Double(row) * slot.height + gap / 2)
            let box = Rectangle(x: corner.x, y: corner.y, width: image.width, height: image.height)
            draw(tile, in: box, on: canvas, theme: theme)
            if !tile.bars.isEmpty {
                let bars = Rectangle(
                    x: box.maxX + 0.16 * barsRoom, y: box.minY, width: 0.8 * barsRoom, height: box.height)
                draw(tile.bars, tile.highlighted, in: bars, isLast: row == rows - 1, on: canvas, theme: theme)
            }
            let text = canvas.wrapped(tile.caption, caption, width: slotWidth - 12)
            canvas.draw(
                text, caption, at: Point(box.minX + (image.width + barsRoom) / 2, box.maxY + 6),
                anchor: .below)
        }
        drawTitles(around: grid, slot: slot, tops: gap / 2, image: image.height, on: canvas, theme: theme)
    }

    private func widestCaption(_ canvas: Canvas, _ style: TextStyle, limit: Double) -> Double {
        let widths = tiles.map {
            canvas.size(of: canvas.wrapped($0.caption, style, width: limit - 12), style).width
        }
        return min(limit, (widths.max() ?? 0) + 20)
    }

    private func draw(_ tile: Tile, in box: Rectangle, on canvas: Canvas, theme: Theme) {
        canvas.draw(tile.colored(map, range: range), in: box)
        if let frame = tile.frame {
            canvas.stroke(.rectangle(box.inset(by: -3), radius: 2), theme.color(frame), width: 6)
        } else {
            canvas.stroke(.rectangle(box), theme.axis, width: 1.5, opacity: 0.8)
        }
    }

    private func draw(
        _ bars: [Double], _ highlighted: Int?, in box: Rectangle, isLast: Bool, on canvas: Canvas,
        theme: Theme
    ) {
        let strongest = highlighted ?? bars.indices.max { bars[$0] < bars[$1] }
        let slot = box.width / Double(bars.count)
        for (index, value) in bars.enumerated() where value.isFinite {
            let height = min(max(value, 0), 1) * box.height
            let bar = Rectangle(
                x: box.minX + (Double(index) + 0.14) * slot, y: box.maxY - height, width: 0.72 * slot,
                height: height)
            canvas.fill(.rectangle(bar), theme.color(index == strongest ? .prediction : .neutral))
            if isLast, barLabels.indices.contains(index) {
                let style = TextStyle(size: 24, color: theme.muted)
                canvas.draw(barLabels[index], style, at: Point(bar.center.x, box.maxY + 4), anchor: .below)
            }
        }
        canvas.stroke(
            .polyline([Point(box.minX, box.maxY), Point(box.maxX, box.maxY)]), theme.axis, width: 2)
    }

    private func drawTitles(
        around grid: Rectangle, slot: (width: Double, height: Double), tops: Double, image: Double,
        on canvas: Canvas, theme: Theme
    ) {
        let style = TextStyle(size: theme.labelSize, color: theme.foreground)
        func middle(_ row: Int) -> Double { grid.minY + Double(row) * slot.height + tops + image / 2 }
        let room = 0.24 * canvas.width
        for (row, text) in rowTitles.enumerated() where row < rows {
            canvas.draw(
                canvas.wrapped(text, style, width: room), style, at: Point(grid.minX - 22, middle(row)),
                anchor: .right)
        }
        for (row, text) in rowNotes.enumerated() where row < rows {
            canvas.draw(
                canvas.wrapped(text, style, width: room), style, at: Point(grid.maxX + 22, middle(row)),
                anchor: .left)
        }
        for (column, text) in columnTitles.enumerated() where column < columns {
            let place = Point(grid.minX + (Double(column) + 0.5) * slot.width, grid.minY - 6)
            canvas.draw(
                canvas.wrapped(text, style, width: 0.96 * slot.width), style, at: place, anchor: .above)
        }
    }
}
