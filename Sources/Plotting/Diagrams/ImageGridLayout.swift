/// Where the images of a grid lie: as large as the area allows, rows and columns moved together.
struct ImageGridLayout {
    private(set) var grid = Rectangle(x: 0, y: 0, width: 0, height: 0)
    private(set) var slot = (width: 0.0, height: 0.0)
    let captions: [String]
    private var image = (width: 0.0, height: 0.0)
    private var barsWidth = 0.0
    /// From the upper edge of a slot to its image.
    private var top = 0.0
    private let barLabelHeight: Double

    init(
        _ tiles: [Tile], columns: Int, rows: Int, area: Rectangle, barLabelHeight: Double, caption: TextStyle,
        on canvas: Canvas
    ) {
        let room = (width: area.width / Double(columns), height: area.height / Double(rows))
        let captions = tiles.map { canvas.fitted($0.caption, caption, width: room.width - 12, lines: 4) }
        let sizes = captions.map { $0.isEmpty ? (width: 0, height: 0) : canvas.size(of: $0, caption) }
        let hasBars = tiles.contains { !$0.bars.isEmpty }
        let below = (sizes.map(\.height).max() ?? 0) + barLabelHeight
        let gap = min(24, 0.09 * min(room.width, room.height))
        let ratio = Double(tiles[0].width) / Double(tiles[0].height)
        let height = max(
            4, min(room.height - below - gap, (room.width - gap) / (ratio + (hasBars ? 1.35 : 0))))
        image = (width: height * ratio, height: height)
        barsWidth = hasBars ? min(room.width - gap - image.width, 1.9 * height) : 0
        let widest = max(image.width + barsWidth, sizes.map(\.width).max() ?? 0)
        let isDense = below == 0 && !hasBars
        slot = (
            width: min(room.width, widest + (isDense ? gap : max(gap, 0.16 * room.width))),
            height: min(room.height, height + below + (isDense ? gap : 58))
        )
        grid = Rectangle(
            center: area.center, width: slot.width * Double(columns), height: slot.height * Double(rows))
        top = (slot.height - height - below) / 2
        self.captions = captions
        self.barLabelHeight = barLabelHeight
    }

    /// The image of a slot and the bars beside it.
    func places(row: Int, column: Int) -> (image: Rectangle, bars: Rectangle) {
        let left = grid.minX + Double(column) * slot.width + (slot.width - image.width - barsWidth) / 2
        let box = Rectangle(
            x: left, y: grid.minY + Double(row) * slot.height + top, width: image.width, height: image.height)
        let bars = Rectangle(
            x: box.maxX + 0.13 * barsWidth, y: box.minY, width: 0.87 * barsWidth, height: box.height)
        return (box, bars)
    }

    func captionPlace(below box: Rectangle) -> Point {
        Point(box.minX + (image.width + barsWidth) / 2, box.maxY + barLabelHeight + 6)
    }
}
