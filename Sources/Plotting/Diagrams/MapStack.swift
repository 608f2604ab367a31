/// What an image becomes on its way through a network: a column of maps for each stage, arrows between them.
public struct MapStack: TitledPanel {
    /// The maps after one layer.
    public struct Stage {
        let title: String
        let note: String
        let maps: [Picture]
        let boxes: [Box]

        /// - Parameters:
        ///   - title: above the column, such as "ReLU".
        ///   - note: below it, such as the shape.
        ///   - maps: from the top down; all of one size.
        ///   - boxes: marked regions of the first map.
        public init(_ title: String, note: String = "", maps: [Picture], boxes: [Box] = []) {
            require(
                maps.first.map { first in
                    maps.allSatisfy { $0.width == first.width && $0.height == first.height }
                } ?? false,
                "MapStack: expected at least one map, all of one size, but got "
                    + "\(maps.map { "\($0.width)×\($0.height)" }); stages hold the maps of one layer")
            self.title = title
            self.note = note
            self.maps = maps
            self.boxes = boxes
        }
    }

    /// A region of a map: its first row and column, and how many it covers.
    public struct Box {
        let row: Int
        let column: Int
        let height: Int
        let width: Int
        let color: Ink

        public init(row: Int, column: Int, height: Int, width: Int, color: Ink = .prediction) {
            (self.row, self.column, self.height, self.width) = (row, column, height, width)
            self.color = color
        }
    }

    public var title: String
    private let stages: [Stage]

    public init(title: String = "", _ stages: [Stage]) {
        require(!stages.isEmpty, "MapStack: expected at least one stage, but got none; begin with the image")
        self.title = title
        self.stages = stages
    }

    public func draw(in area: Rectangle, on canvas: Canvas, theme: Theme) {
        let slot = area.width / Double(stages.count)
        let style = TextStyle(size: theme.labelSize, color: theme.foreground)
        func wrapped(_ text: String) -> String { canvas.fitted(text, style, width: slot - 24, lines: 3) }
        let titles = stages.map { wrapped($0.title) }
        let notes = stages.map { wrapped($0.note) }
        let above = titles.map { canvas.size(of: $0, style).height }.max() ?? 0
        let below = notes.map { canvas.size(of: $0, style).height }.max() ?? 0
        let room = area.height - above - below - 40
        // The longest column decides the size of all, so that columns can be compared.
        let most = stages.map(\.maps.count).max()!
        let side = min(slot - 70, (room - Self.gap * Double(most - 1)) / Double(most))
        let middle = area.minY + above + 20 + room / 2
        for (index, stage) in stages.enumerated() {
            let left = area.minX + Double(index) * slot
            let height = draw(stage, around: Point(left + slot / 2, middle), side: side, on: canvas, theme: theme)
            let upper = middle - height / 2
            canvas.draw(titles[index], style, at: Point(left + slot / 2, upper - 14), anchor: .above)
            canvas.draw(notes[index], style, at: Point(left + slot / 2, upper + height + 14), anchor: .below)
            if index > 0 { arrow(at: Point(left, middle), on: canvas, theme: theme) }
        }
    }

    private static let gap = 12.0

    /// Draws a column and returns how high it is.
    private func draw(
        _ stage: Stage, around middle: Point, side: Double, on canvas: Canvas, theme: Theme
    ) -> Double {
        let mapHeight = side * Double(stage.maps[0].height) / Double(stage.maps[0].width)
        let height = Double(stage.maps.count) * (mapHeight + Self.gap) - Self.gap
        for (index, map) in stage.maps.enumerated() {
            let box = Rectangle(
                x: middle.x - side / 2, y: middle.y - height / 2 + Double(index) * (mapHeight + Self.gap),
                width: side, height: mapHeight)
            canvas.draw(map, in: box)
            canvas.stroke(.rectangle(box), theme.axis, width: 2)
            guard index == 0 else { continue }
            let pixel = box.width / Double(map.width)
            for mark in stage.boxes {
                let frame = Rectangle(
                    x: box.minX + Double(mark.column) * pixel, y: box.minY + Double(mark.row) * pixel,
                    width: Double(mark.width) * pixel, height: Double(mark.height) * pixel)
                canvas.stroke(.rectangle(frame.inset(by: -2)), theme.color(mark.color), width: 5)
            }
        }
        return height
    }

    private func arrow(at middle: Point, on canvas: Canvas, theme: Theme) {
        let (start, end) = (Point(middle.x - 22, middle.y), Point(middle.x + 22, middle.y))
        canvas.stroke(
            .polyline([start, Point(end.x - 14, end.y)]), theme.muted, width: 4, isRoundEnded: false)
        canvas.fill(
            .polygon([end, Point(end.x - 16, end.y - 11), Point(end.x - 16, end.y + 11)]), theme.muted)
    }
}
