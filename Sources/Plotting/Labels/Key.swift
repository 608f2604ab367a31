/// The key above a plot: symbol and name in a row, broken into lines where the row is full.
struct Key {
    private let entries: [(entry: KeyEntry, place: Point)]
    private let style: TextStyle
    let height: Double
    private let canvas: Canvas
    private static let symbolWidth = 46.0

    init(_ entries: [KeyEntry], width: Double, on canvas: Canvas, theme: Theme) {
        self.canvas = canvas
        style = TextStyle(size: theme.tickSize, color: theme.foreground)
        var placed: [(KeyEntry, Point)] = []
        var (x, y) = (0.0, 0.0)
        for entry in entries {
            let length = Self.symbolWidth + canvas.size(of: entry.text, style).width
            if x > 0, x + length > width {
                x = 0
                y += style.lineHeight + 4
            }
            placed.append((entry, Point(x, y)))
            x += length + 44
        }
        self.entries = placed
        height = entries.isEmpty ? 0 : y + style.lineHeight + 12
    }

    /// Draws the key. Entries without a colour get the ones that their marks got, in the same order.
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
    }
}
