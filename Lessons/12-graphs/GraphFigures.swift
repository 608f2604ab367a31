import Foundation
import Nabla
import Notebook

/// Nodes on a circle, the first on top.
private func circle(_ count: Int, x: Double, y: Double, radius: Double) -> [(Double, Double)] {
    (0..<count).map { node -> (Double, Double) in
        let angle: Double = .pi / 2 - 2 * .pi * Double(node) / Double(count)
        return (x + radius * cos(angle), y + radius * sin(angle))
    }
}

/// Six kinds of graphs.
func kindsFigure() -> Figure {
    let ring = circle(5, x: 3, y: 2, radius: 1.5)
    func panel(_ title: String, _ graph: Graph, _ places: [(Double, Double)]) -> Diagram {
        let edges = graph.edges.map { ($0.from, $0.to) }
        return Diagram(title: "\(title): \(edges.count) edges", width: 6, height: 4) {
            GraphMark(
                at: places, edges: edges, names: places.indices.map { "\($0)" }, isDirected: graph.isDirected,
                radius: 28)
        }
    }
    return Figure(columns: 3) {
        panel("path", .path(5), [(0.6, 1.6), (1.8, 2.4), (3, 1.6), (4.2, 2.4), (5.4, 1.6)])
        panel("cycle", .cycle(5), ring)
        panel("complete", .complete(5), ring)
        panel("bipartite", .bipartite(2, 3), [(1.5, 2.9), (1.5, 1.1), (4.5, 3.4), (4.5, 2), (4.5, 0.6)])
        panel(
            "directed, no cycle",
            Graph(nodes: 5, edges: [(0, 2), (1, 2), (1, 3), (2, 4), (3, 4)], isDirected: true),
            [(0.8, 3.1), (0.8, 0.9), (2.9, 2.7), (2.9, 0.9), (5.2, 1.9)])
        panel(
            "grid", .grid(rows: 2, columns: 3), [(1, 3), (3, 3), (5, 3), (1, 1), (3, 1), (5, 1)])
    }
}

extension Graph {
    static func path(_ count: Int) -> Graph { Graph(nodes: count, edges: (1..<count).map { ($0 - 1, $0) }) }
    static func cycle(_ count: Int) -> Graph {
        Graph(nodes: count, edges: (0..<count).map { ($0, ($0 + 1) % count) })
    }
    static func complete(_ count: Int) -> Graph {
        Graph(nodes: count, edges: (0..<count).flatMap { one in (0..<one).map { ($0, one) } })
    }
    static func bipartite(_ left: Int, _ right: Int) -> Graph {
        Graph(nodes: left + right, edges: (0..<left).flatMap { one in (0..<right).map { (one, left + $0) } })
    }
}

/// Each way of answering as a column: a dot for each graph or start, a bar at the mean, a cross for the published value.
func comparisonFigure(_ ways: [Comparison], chance: Scalar) -> Figure {
    let inks: [Ink] = [.neutral, .neutral, .data, .prediction]
    let published = ways.indices.filter { ways[$0].published != nil }
    let crosses: [Double] = published.map { Double($0) + 1.36 }
    return Figure(
        yLabel: "test accuracy", xRange: 0.4...Double(ways.count) + 0.6, yRange: 0...1.02,
        xTicks: ways.enumerated().map { Tick(Double($0.offset + 1), $0.element.name) }
    ) {
        HorizontalLine(chance, label: "chance")
        for (place, way) in ways.enumerated() {
            let x = Double(place + 1)
            let beside: [Double] = way.accuracies.indices.map { x + 0.03 * Double($0 % 5 - 2) }
            Points(beside, way.accuracies, color: inks[place], size: 22, opacity: 0.5)
            Line([x - 0.28, x + 0.28], [way.mean, way.mean], color: inks[place], weight: .thick)
            Note(
                decimals(3, way.mean), at: (x, Double(way.accuracies.min()!) - 0.07), size: 38, isBold: true)
        }
        if !published.isEmpty {
            Points(
                crosses, published.map { ways[$0].published! }, label: "published",
                color: .error, marker: .cross, size: 26)
        }
    }
}

/// What more rounds of averaging do, and what more trained layers do.
func depthFigure(averaging: DepthCurves, networks: DepthCurves) -> Figure {
    func lines(_ curves: DepthCurves, _ values: [[Scalar]], _ label: String, _ ink: Ink, _ style: LineStyle = .solid)
        -> [any Mark]
    {
        let kept = curves.depths.indices.filter { curves.depths[$0] > 0 && values[$0].contains(where: \.isFinite) }
        let depths = kept.map { curves.depths[$0] }
        var marks: [any Mark] = []
        for graph in 0..<(values.first?.count ?? 0) {
            let line = kept.map { values[$0][graph] }
            marks.append(Line(depths, line, color: ink, weight: .thin, style: style))
        }
        let means = kept.map { DepthCurves.mean(values[$0]) }
        marks.append(Line(depths, means, label: label, color: ink, weight: .thick, style: style))
        return marks
    }
    let ticks = [1, 2, 4, 8, 16, 32].map { Tick(Double($0), "\($0)") }
    return Figure(columns: 2, sharing: .y) {
        Axes(
            title: "averaging only (SGC)", xLabel: "rounds", xScale: .log, yRange: 0...1.04, xTicks: ticks
        ) {
            HorizontalLine(0.25, label: "chance")
            lines(averaging, averaging.test, "test", .data)
            lines(averaging, averaging.distance, "cosine distance\nof features", .gradient, .dashed)
        }
        Axes(
            title: "trained layers (GCN)", xLabel: "layers", xScale: .log, yRange: 0...1.04,
            xTicks: ticks.filter { $0.value <= 16 }
        ) {
            HorizontalLine(0.25, label: "chance")
            lines(networks, networks.training, "training", .prediction)
            lines(networks, networks.test, "test", .data)
            lines(
                DepthCurves(depths: Array(networks.depths.dropFirst())), Array(networks.distance.dropFirst()),
                "distance,\nlast hidden", .gradient, .dashed)
        }
    }
}

/// A picture as a graph, and what averaging over the neighbours makes of it beside what a convolution makes of it.
func pixelFigure(_ picture: Tensor, averaged: Tensor, convolved: Tensor) -> Figure {
    let places: [(Double, Double)] = (0..<25).map { pixel in
        let (row, column) = (Double(pixel / 5), Double(pixel % 5))
        return (0.6 + column, 4.9 - row)
    }
    func graph(_ title: String, diagonals: Bool) -> Diagram {
        let edges = Graph.grid(rows: 5, columns: 5, diagonals: diagonals).edges
        let inks: [Ink] = picture.scalars.map { .custom(ColorMap.ink.color(at: 0.15 + 0.75 * Double($0))) }
        return Diagram(title: "\(title): \(edges.count) edges", width: 5.2, height: 5.5) {
            GraphMark(at: places, edges: edges.map { ($0.from, $0.to) }, colors: inks, radius: 22.0)
        }
    }
    let within: [Scalar] = (0..<25).map { pixel in
        let (r, c) = (pixel / 5 - 1, pixel % 5 - 1)
        return (0..<3).contains(r) && (0..<3).contains(c) ? convolved[r, c].item : .nan
    }
    let inner = Tensor(scalars: within, shape: [5, 5])
    func map(_ title: String, _ values: Tensor) -> Axes {
        Axes(title: title) {
            HeatMap((0..<5).map { values[$0].scalars }, range: 0...1, decimals: 2, colorBar: nil)
        }
    }
    return Figure(columns: 2) {
        graph("4 neighbours", diagonals: false)
        graph("8 neighbours", diagonals: true)
        map("averaged along the edges", averaged)
        map("convolved with a plus of fifths", inner)
    }
}

/// Some digits and their mirror images, with what two networks say of each.
func mirrorFigure(
    _ experiment: PixelExperiment, graph: PixelGraphNetwork, convolution: PixelConvolutions
) -> Figure {
    // One digit of each kind but 0, 1 and 8, which are nearly their own mirror images.
    let digits = [2, 3, 4, 5, 6, 7, 9].compactMap { experiment.test.labels.firstIndex(of: $0) }
    func tiles(_ images: Tensor) -> [Tile] {
        let few = images.gathering(digits)
        let (one, two) = (graph.predict(few).argmax(alongAxis: 1), convolution.predict(few).argmax(alongAxis: 1))
        return digits.indices.map { place in
            Tile(few[place].scalars, width: 14, caption: "graph: \(one[place])\nconvolution: \(two[place])")
        }
    }
    return Figure(
        ImageGrid(columns: digits.count, rowTitles: ["as written", "mirrored"], range: 0...1) {
            tiles(experiment.test.images)
            tiles(experiment.mirrored)
        })
}

/// One ring of six and two rings of three.
func ringsFigure() -> Figure {
    let (one, two) = (
        circle(6, x: 4, y: 3.4, radius: 2.6),
        circle(3, x: 2, y: 3.2, radius: 1.6) + circle(3, x: 6, y: 3.2, radius: 1.6)
    )
    return Figure(columns: 2) {
        Diagram(title: "one ring of six", width: 8, height: 6.8) {
            GraphMark(at: one, edges: Graph.cycle(6).edges.map { ($0.from, $0.to) }, radius: 30)
        }
        Diagram(title: "two rings of three", width: 8, height: 6.8) {
            GraphMark(at: two, edges: twoTriangles.edges.map { ($0.from, $0.to) }, radius: 30)
        }
    }
}

let twoTriangles = Graph(nodes: 6, edges: [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)])
