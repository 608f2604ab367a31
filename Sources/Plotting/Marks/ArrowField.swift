/// Arrows on a grid: which way a quantity points at every place.
public struct ArrowField: Mark {
    /// What the length of an arrow says.
    public enum Length: Sendable {
        /// Nothing: only the direction counts.
        case equal
        /// The size of the vector; the longest one fills its place of the grid.
        case proportional
    }

    private let vector: (Double, Double) -> (Double, Double)
    private let spacing: Double
    private let length: Length
    private let color: Ink
    private let opacity: Double

    /// `spacing` is the distance of two arrows in units of the page. Vectors are in the units of the axes.
    public init(
        spacing: Double = 110, length: Length = .equal, color: Ink = .gradient, opacity: Double = 0.9,
        _ vector: @escaping (Double, Double) -> (Double, Double)
    ) {
        require(
            spacing >= 20,
            "ArrowField: expected a spacing of at least 20 units of the page, but got \(spacing); try 110")
        self.spacing = spacing
        self.length = length
        self.color = color
        self.opacity = opacity
        self.vector = vector
    }

    public var layer: Int { MarkLayer.references }

    public func prepare(_ request: inout PlotRequest) { request.hidesGrid = true }

    public func draw(in plot: Plot) {
        let arrows = arrows(in: plot)
        let longest = arrows.map(\.vector.length).max() ?? 0
        guard longest > 0 else { return }
        for (center, vector) in arrows where vector.length > 0 {
            let size = length == .equal ? 0.62 * spacing : 0.92 * spacing * vector.length / longest
            guard size > 8 else { continue }
            let half = 0.5 * size * vector.normalized
            ArrowShape(from: center - half, to: center + half, width: 4)
                .draw(plot.theme.color(color), on: plot.canvas, opacity: opacity)
        }
    }

    /// Middles and directions on the page, where y grows downwards.
    private func arrows(in plot: Plot) -> [(center: Point, vector: Point)] {
        let (columns, rows) = (
            max(1, Int(plot.area.width / spacing)), max(1, Int(plot.area.height / spacing))
        )
        var found: [(Point, Point)] = []
        for row in 0..<rows {
            for column in 0..<columns {
                let center = Point(
                    plot.area.minX + plot.area.width * (Double(column) + 0.5) / Double(columns),
                    plot.area.minY + plot.area.height * (Double(row) + 0.5) / Double(rows))
                let (x, y) = (plot.x.value(at: center.x), plot.y.value(at: center.y))
                let (dx, dy) = vector(x, y)
                let arrow = Point(dx * plot.x.slope(at: x), dy * plot.y.slope(at: y))
                guard arrow.isFinite else { continue }
                found.append((center, arrow))
            }
        }
        return found
    }
}
