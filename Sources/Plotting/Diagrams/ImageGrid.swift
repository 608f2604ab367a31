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

    /// Sets tiles row by row. Row titles stand on the left, row notes on the right, bar labels below the bars.
    /// Without a range all images share one, from their lowest to their highest
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
            let wrapped = texts.map { canvas.fitted($0, style, width: 0.24 * width, lines: 5) }
            return wrapped.map { canvas.size(of: $0, style).width }.max().map { $0 + 28 } ?? 0
        }
        margins.left = widest(rowTitles)
        margins.right = widest(rowNotes)
        return margins
    }

    private func wrappedColumn(_ text: String, _ width: Double, _ canvas: Canvas, _ style: TextStyle)
        -> String
    {
        canvas.fitted(text, style, width: 0.8 * width / Double(columns), lines: 4)
    }

    public func draw(in rectangle: Rectangle, margins: Insets, on canvas: Canvas, theme: Theme) {
        PanelHeader(title, width: rectangle.width, on: canvas, theme: theme)
            .draw(at: Point(rectangle.minX, rectangle.minY), on: canvas)
        guard !tiles.isEmpty else { return }
        let caption = TextStyle(size: theme.tickSize, color: theme.foreground)
        let layout = ImageGridLayout(
            tiles, columns: columns, rows: rows, area: rectangle.inset(by: margins),
            barLabelHeight: hasBars && !barLabels.isEmpty ? 42 : 0, caption: caption, on: canvas)
        for (index, tile) in tiles.enumerated() {
            let (box, bars) = layout.places(row: index / columns, column: index % columns)
            draw(tile, in: box, on: canvas, theme: theme)
            if !tile.bars.isEmpty { draw(tile.bars, tile.highlighted, in: bars, on: canvas, theme: theme) }
            canvas.draw(
                layout.captions[index], caption, at: layout.captionPlace(below: box), anchor: .below)
        }
        drawTitles(around: layout, on: canvas, theme: theme)
    }

    private func draw(_ tile: Tile, in box: Rectangle, on canvas: Canvas, theme: Theme) {
        canvas.draw(tile.colored(map, range: range), in: box)
        if let frame = tile.frame {
            canvas.stroke(.rectangle(box.inset(by: -3), radius: 2), theme.color(frame), width: 6)
        } else {
            canvas.stroke(.rectangle(box), theme.axis, width: 1.5, opacity: 0.8)
        }
        draw(tile.boxes, on: tile, in: box, canvas: canvas, theme: theme)
    }

    /// Boxes first, then their names: no line leads through a name.
    private func draw(
        _ boxes: [Tile.Box], on tile: Tile, in image: Rectangle, canvas: Canvas, theme: Theme
    ) {
        let (x, y) = (image.width / Double(tile.width), image.height / Double(tile.height))
        let outlines = boxes.map { box in
            Rectangle(
                x: image.minX + x * box.left, y: image.minY + y * box.top, width: x * box.width,
                height: y * box.height)
        }
        let isVisible = zip(boxes, outlines).map { box, outline in
            [outline.minX, outline.minY, outline.width, outline.height].allSatisfy { $0.isFinite }
                && box.width > 0 && box.height > 0
        }
        canvas.clipped(to: image) {
            for (number, box) in boxes.enumerated() where isVisible[number] {
                let dashes: [Double] = box.isDashed ? [14, 10] : []
                // A pale rim keeps the line visible on ink of any colour.
                if !box.isDashed {
                    canvas.stroke(.rectangle(outlines[number]), theme.background, width: 8, opacity: 0.7)
                }
                canvas.stroke(.rectangle(outlines[number]), theme.color(box.color), width: 5, dashes: dashes)
            }
        }
        var taken: [Rectangle] = []
        for (number, box) in boxes.enumerated() where isVisible[number] && !box.name.isEmpty {
            let color = theme.color(box.color)
            let style = TextStyle(size: 24, color: theme.textColor(on: color), isBold: true)
            let size = canvas.size(of: box.name, style)
            let (width, height) = (min(size.width + 12, image.width), size.height + 2)
            let plate = Self.plate(width: width, height: height, at: outlines[number], in: image, avoiding: taken)
            taken.append(plate)
            canvas.fill(.rectangle(plate, radius: 3), color)
            canvas.draw(box.name, style, at: plate.center, anchor: .center)
        }
    }

    /// A place for a box's name: above the box, or inside of it where there is no room above, or below; where another
    /// name stands there, at the box's right edge, and else wherever it touches the box and no other name. Never beside
    /// the image.
    static func plate(
        width: Double, height: Double, at box: Rectangle, in image: Rectangle, avoiding taken: [Rectangle]
    ) -> Rectangle {
        func plate(_ x: Double, _ y: Double) -> Rectangle {
            Rectangle(
                x: min(max(x, image.minX), image.maxX - width), y: min(max(y, image.minY), image.maxY - height),
                width: width, height: height)
        }
        let rows = [box.minY - height, max(box.minY, image.minY), box.maxY].filter {
            $0 >= image.minY && $0 + height <= image.maxY
        }
        let best = rows.flatMap { y in [plate(box.minX, y), plate(box.maxX - width, y)] }
        let steps = (0...20).map { Double($0) / 20 }
        let touching = steps.flatMap { down in
            steps.map { right in
                plate(
                    box.minX - width + right * (box.width + width), box.minY - height + down * (box.height + height))
            }
        }
        func hidden(_ place: Rectangle) -> Double { taken.map { $0.overlap(with: place) }.reduce(0, +) }
        return best.first { hidden($0) == 0 } ?? touching.first { hidden($0) == 0 }
            ?? touching.min { hidden($0) < hidden($1) }!
    }

    private func draw(
        _ bars: [Double], _ highlighted: Int?, in box: Rectangle, on canvas: Canvas, theme: Theme
    ) {
        let strongest = highlighted ?? bars.indices.max { bars[$0] < bars[$1] }
        let slot = box.width / Double(bars.count)
        for (index, value) in bars.enumerated() where value.isFinite {
            let height = min(max(value, 0), 1) * box.height
            let bar = Rectangle(
                x: box.minX + (Double(index) + 0.14) * slot, y: box.maxY - height, width: 0.72 * slot,
                height: height)
            canvas.fill(.rectangle(bar), theme.color(index == strongest ? .prediction : .neutral))
            // Where there is no room for all labels, large enough for a hall, only the bar that stands out has one.
            let isStrongest = index == strongest
            guard barLabels.indices.contains(index), slot >= 44 || isStrongest else { continue }
            let style = TextStyle(
                size: theme.labelSize, color: theme.color(isStrongest ? .prediction : .neutral), isBold: isStrongest)
            canvas.draw(barLabels[index], style, at: Point(bar.center.x, box.maxY + 3), anchor: .below)
        }
        canvas.stroke(
            .polyline([Point(box.minX, box.maxY), Point(box.maxX, box.maxY)]), theme.axis, width: 2)
    }

    private func drawTitles(around layout: ImageGridLayout, on canvas: Canvas, theme: Theme) {
        let style = TextStyle(size: theme.labelSize, color: theme.foreground)
        let room = 0.24 * canvas.width
        for row in 0..<rows {
            let y = layout.places(row: row, column: 0).image.center.y
            for (texts, x, anchor) in [
                (rowTitles, layout.grid.minX - 22, Anchor.right), (rowNotes, layout.grid.maxX + 22, .left),
            ] where texts.indices.contains(row) {
                canvas.draw(
                    canvas.fitted(texts[row], style, width: room, lines: 5), style, at: Point(x, y),
                    anchor: anchor)
            }
        }
        for (column, text) in columnTitles.enumerated() where column < columns {
            let (image, _) = layout.places(row: 0, column: column)
            let x = layout.grid.minX + (Double(column) + 0.5) * layout.slot.width
            canvas.draw(
                canvas.fitted(text, style, width: 0.96 * layout.slot.width, lines: 4), style,
                at: Point(x, image.minY - 10), anchor: .above)
        }
    }
}
