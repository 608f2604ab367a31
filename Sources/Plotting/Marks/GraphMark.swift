/// A graph of nodes and edges, each node at a place in the units of the axes. In a `Diagram` it stands free; between axes the
/// places mean something, such as two hidden values of a network.
///
///     Diagram(width: 4, height: 3) { GraphMark(at: places, edges: [(0, 1), (1, 2)], names: ["A", "B", "C"]) }
public struct GraphMark: Mark {
    private let places: [Point]
    private let edges: [(from: Int, to: Int)]
    private let names: [String]
    private let colors: [Ink]
    private let filled: Set<Int>?
    private let edgeWidths: [Double]
    private let edgeColor: Ink
    private let isDirected: Bool
    private let radius: Double

    /// Draws nodes at places, and edges between them by number.
    ///
    /// - Parameters:
    ///   - names: what stands in the nodes; without it they are smaller.
    ///   - colors: a colour for each node, such as that of its class; blue without it.
    ///   - filled: the nodes in full colour, such as those whose class is known; the others are tinted. All without it.
    ///   - edgeWidths: a width for each edge, from 0, which is not drawn, to 1.
    ///   - isDirected: whether edges are arrows.
    ///   - radius: of a node, on a page 1920 wide.
    public init(
        at places: [(some Plottable, some Plottable)], edges: [(Int, Int)], names: [String] = [],
        colors: [Ink] = [], filled: [Int]? = nil, edgeWidths: [some Plottable] = [Double](),
        edgeColor: Ink = .neutral, isDirected: Bool = false, radius: Double? = nil
    ) {
        for (from, to) in edges {
            require(
                places.indices.contains(from) && places.indices.contains(to),
                "GraphMark: expected edges between nodes 0..<\(places.count), but got (\(from), \(to))")
        }
        for (what, count, wanted) in [
            ("names", names.count, places.count), ("colors", colors.count, places.count),
            ("edgeWidths", edgeWidths.count, edges.count),
        ] {
            require(
                count == 0 || count == wanted,
                "GraphMark: expected \(wanted) \(what), but got \(count); give one for each")
        }
        self.places = places.map { Point($0.0.plotValue, $0.1.plotValue) }
        self.edges = edges.map { (from: $0.0, to: $0.1) }
        (self.names, self.colors, self.filled) = (names, colors, filled.map(Set.init))
        self.edgeWidths = edgeWidths.plotValues
        (self.edgeColor, self.isDirected) = (edgeColor, isDirected)
        self.radius = radius ?? (names.isEmpty ? 14 : 27)
    }

    public func prepare(_ request: inout PlotRequest) {
        request.include(places, xPadding: 0.07, yPadding: 0.09)
    }

    public func draw(in plot: Plot) {
        let centers = places.map { plot.point($0) }
        plot.canvas.clipped(to: plot.area.inset(by: -radius)) {
            for (number, edge) in edges.enumerated() { draw(edge, number, centers, in: plot) }
            for (node, center) in centers.enumerated() {
                guard let center else { continue }
                let ring = Shape.circle(center: center, radius: radius)
                let look = NodeColors(
                    colors.isEmpty ? .data : colors[node], isFilled: filled?.contains(node) ?? true,
                    theme: plot.theme)
                // Paper first: an edge must not show through a tint.
                plot.canvas.fill(ring, plot.theme.background)
                plot.canvas.fill(ring, look.fill)
                plot.canvas.stroke(ring, look.outline, width: 4)
                plot.labels.obstacles.insert(Rectangle(center: center, width: 2 * radius, height: 2 * radius))
                guard !names.isEmpty, plot.area.contains(center) else { continue }
                plot.draw(
                    names[node], size: max(24, 0.9 * radius), look.text,
                    in: Rectangle(center: center, width: 2 * radius, height: 1.6 * radius))
            }
        }
    }

    private func draw(_ edge: (from: Int, to: Int), _ number: Int, _ centers: [Point?], in plot: Plot) {
        guard let from = centers[edge.from], let to = centers[edge.to], from.isFinite, to.isFinite else { return }
        let share = edgeWidths.isEmpty ? 0.4 : min(max(edgeWidths[number], 0), 1)
        guard share > 0 else { return }
        let color = plot.theme.color(edgeColor)
        let width = edgeWidths.isEmpty ? 3 : 1.5 + 10 * share
        if edge.from == edge.to {
            // A loop: a circle that touches the middle of its node from above.
            let loop = Shape.circle(center: from - Point(0, 1.3 * radius), radius: 0.9 * radius)
            plot.canvas.stroke(loop, color, width: width, opacity: 0.75)
        } else if isDirected {
            let direction = (to - from).normalized
            ArrowShape(
                from: from + radius * direction, to: to - (radius + 3) * direction, width: max(width, 4)
            ).draw(color, on: plot.canvas, opacity: 0.9)
        } else {
            plot.canvas.stroke(.polyline([from, to]), color, width: width, opacity: 0.75)
        }
        plot.avoid([from, to], width: width)
    }
}
