/// The key above a plot: symbol and name in a row, broken into lines where the row is full.
struct Key {
    private var entries: [(entry: KeyEntry, place: Point)] = []
    /// What stands at the end where not all entries have a place.
    private var rest = (text: "", place: Point(0, 0))
    private let style: TextStyle
    let height: Double
    private let canvas: Canvas
    private static let symbolWidth = 46.0

    /// Sets entries in rows, as many as fit; at the end stands how many are left out.
    init(_ entries: [KeyEntry], width: Double, height room: Double, on canvas: Canvas, theme: Theme) {
        self.canvas = canvas
        style = TextStyle(size: theme.tickSize, color: theme.foreground)
        var (x, y) = (0.0, 0.0)
        var left = 0
        for (index, entry) in entries.enumerated() {
            var entry = entry
            entry.text = canvas.fitted(entry.text, style, width: max(100, width - Self.symbolWidth), lines: 1)
            let length = Self.symbolWidth + canvas.size(of: entry.text, style).width
            if x > 0, x + length > width {
                if y > 0, y + 2 * style.lineHeight + 16 > room {
                    left = entries.count - index
                    break
                }
                x = 0
                y += style.lineHeight + 4
            }
            self.entries.append((entry, Point(x, y)))
            x += length + 44
        }
        height = entries.isEmpty ? 0 : y + style.lineHeight + 12
        if left > 0 { leaveOut(left, at: Point(x, y), width: width) }
    }

    /// Says how many entries have no place, where there is no other place in that of the last ones.
    private mutating func leaveOut(_ count: Int, at place: Point, width: Double) {
        var (count, place) = (count, place)
        while entries.count > 1, let last = entries.last, last.place.y == place.y,
            place.x + canvas.size(of: "and \(count) more", style).width > width
        {
            (count, place) = (count + 1, last.place)
            entries.removeLast()
        }
        rest = ("and \(count) more", place)
    }

    /// Draws the key; entries without a colour get the ones that their marks got, in the same order.
    func draw(at corner: Point, inks plot: Plot) {
        var given = 0
        for (entry, place) in entries {
            var ink = entry.ink
            if ink == nil {
                ink = .series(given)
                given += 1
            }
            let color = plot.theme.color(ink ?? .neutral)
            let middle = corner + place + Point(17, style.lineHeight / 2)
            switch entry.symbol {
            case .square:
                canvas.fill(
                    .rectangle(Rectangle(center: middle, width: 26, height: 26), radius: 4), color)
            case .marker(let marker):
                marker.draw(at: middle, size: 24, color: color, on: canvas, theme: plot.theme)
            case .line(let dashes):
                canvas.stroke(
                    .polyline([middle - Point(17, 0), middle + Point(17, 0)]), color, width: 5, dashes: dashes
                )
            }
            canvas.draw(
                entry.text, style, at: middle + Point(Self.symbolWidth - 17, 0), anchor: .left)
        }
        canvas.draw(
            rest.text, style, at: corner + rest.place + Point(0, style.lineHeight / 2), anchor: .left)
    }
}
