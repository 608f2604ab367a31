/// What an image becomes on its way through a network: a stack of maps for each stage, arrows between them.
public struct MapStack: TitledPanel {
    /// The maps after one layer.
    public struct Stage {
        let title: String
        let note: String
        let maps: [Picture]
        let boxes: [Box]

        /// - Parameters:
        ///   - title: above the stack, such as "ReLU".
        ///   - note: below it, such as the shape.
        ///   - maps: the front one first; all of one size.
        ///   - boxes: marked regions of the front map.
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
        // The largest stack decides the size of all, so that stacks of equal depth can be compared.
        let depth = Double(stages.map(\.maps.count).max()! - 1)
        let side = min((slot - 70) / (1 + 0.3 * min(depth, 1)), room / (1 + 0.62 * depth))
        let top = area.minY + above + 20 + (room - side * (1 + 0.62 * depth)) / 2
        for (index, stage) in stages.enumerated() {
            let left = area.minX + Double(index) * slot
            let middle = Point(left + slot / 2, top + side * (1 + 0.62 * depth) / 2)
            let height = draw(stage, around: middle, side: side, on: canvas, theme: theme)
            let upper = middle.y - height / 2
            canvas.draw(titles[index], style, at: Point(middle.x, upper - 14), anchor: .above)
            canvas.draw(notes[index], style, at: Point(middle.x, upper + height + 14), anchor: .below)
            if index > 0 { arrow(at: Point(left, middle.y), on: canvas, theme: theme) }
        }
    }

    /// Draws a stack and returns how high it is. Each map shows more than half of itself below the one before.
    private func draw(
        _ stage: Stage, around middle: Point, side: Double, on canvas: Canvas, theme: Theme
    ) -> Double {
        let depth = Double(stage.maps.count - 1)
        let step = (across: depth > 0 ? 0.3 * side / depth : 0, down: 0.62 * side)
        let height = side + depth * step.down
        let corner = Point(middle.x - (side + depth * step.across) / 2, middle.y - height / 2)
        for (index, map) in stage.maps.enumerated().reversed() {
            let box = Rectangle(
                x: corner.x + Double(index) * step.across, y: corner.y + Double(index) * step.down,
                width: side,
                height: side * Double(map.height) / Double(map.width))
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
