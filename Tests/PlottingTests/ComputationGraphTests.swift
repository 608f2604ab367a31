import Testing

@testable import Plotting

@Suite struct ComputationGraphTests {
    /// Graphs by their nodes' parents, with the number of crossings that no drawing in layers can avoid.
    static let graphs: [(name: String, parents: [[Int]], crossings: Int)] = [
        ("a chain", [[], [0], [1], [2]], 0),
        ("a + a", [[], [0, 0]], 0),
        ("a · (a + 1)", [[], [], [0, 1], [0, 2]], 0),
        // w₁, x₁, w₁x₁, the rest of the sum, z, h; w₅, w₅h, rest, z, o, its half error; the same by w₇; E.
        (
            "one weight's way through two outputs",
            [
                [], [], [0, 1], [], [2, 3], [4], [], [5, 6], [], [7, 8], [9], [10], [], [5, 12], [],
                [13, 14], [15], [16], [11, 17],
            ], 0
        ),
        // x, W¹, x·W¹, b¹, z¹, h, W², h·W², b², z², o, t, o − t, E.
        (
            "a network of tensors",
            [[], [], [0, 1], [], [2, 3], [4], [], [5, 6], [], [7, 8], [9], [], [10, 11], [12]], 0
        ),
        ("three diamonds", [[], [0], [0], [1, 2], [3], [3], [4, 5], [6], [6], [7, 8]], 0),
        ("long wires above and below", [[], [], [0, 1], [2], [0, 3], [1, 4]], 0),
        ("two by two, which crosses in any layered drawing", [[], [], [0, 1], [0, 1]], 1),
        ("three by three", [[], [], [], [0, 1, 2], [0, 1, 2], [0, 1, 2]], 9),
    ]

    @Test("no more wires cross than must", arguments: graphs.indices)
    func crossings(index: Int) {
        let graph = Self.graphs[index]
        let layout = LayeredLayout(parents: graph.parents)
        #expect(layout.crossings == graph.crossings, "\(graph.name)")
    }

    @Test("every node lies right of its parents, and sources stand next to their first user")
    func layers() {
        for graph in Self.graphs {
            let layout = LayeredLayout(parents: graph.parents)
            for (node, list) in graph.parents.enumerated() {
                #expect(list.allSatisfy { layout.layers[$0] < layout.layers[node] }, "\(graph.name)")
                guard list.isEmpty else { continue }
                let users = graph.parents.indices.filter { graph.parents[$0].contains(node) }
                #expect(users.map { layout.layers[$0] }.min() == layout.layers[node] + 1, "\(graph.name)")
            }
        }
    }

    @Test("no two cards overlap, and no wire runs through a card")
    func distances() {
        for graph in Self.graphs {
            let layout = LayeredLayout(parents: graph.parents)
            var passing = [Int: [Double]]()
            for (node, list) in graph.parents.enumerated() {
                for (number, parent) in list.enumerated() {
                    let rows = layout.bends[node][number]
                    #expect(rows.count == layout.layers[node] - layout.layers[parent] - 1)
                    for (step, row) in rows.enumerated() {
                        passing[layout.layers[parent] + 1 + step, default: []].append(row)
                    }
                }
            }
            for layer in 0..<layout.layerCount {
                let rows = graph.parents.indices.filter { layout.layers[$0] == layer }.map { layout.rows[$0] }
                for (a, b) in zip(rows.sorted(), rows.sorted().dropFirst()) {
                    #expect(b - a > 0.999, "\(graph.name)")
                }
                for row in rows {
                    for wire in passing[layer, default: []] {
                        #expect(abs(row - wire) > 0.699, "\(graph.name)")
                    }
                }
            }
        }
    }

    @Test("a drawing without crossings is found for two hundred random trees, whose leaves are used once")
    func trees() {
        var state: UInt64 = 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<200 {
            var parents: [[Int]] = (0..<3 + random(6)).map { _ in [] }
            var roots = Array(parents.indices)
            while roots.count > 1 {
                let children = (0..<min(roots.count, 2 + random(2))).map { _ in
                    roots.remove(at: random(roots.count))
                }
                parents.append(children)
                roots.append(parents.count - 1)
            }
            #expect(LayeredLayout(parents: parents).crossings == 0, "\(parents)")
        }
    }

    @Test("wishes that are too close share the shortage by their weights, the others are granted")
    func separation() {
        func equal(_ places: Double...) -> [(place: Double, weight: Double)] { places.map { ($0, 1) } }
        #expect(separated(equal(0, 5), gaps: [1]) == [0, 5])
        #expect(separated(equal(2, 2), gaps: [1]) == [1.5, 2.5])
        #expect(separated(equal(3, 1, 10), gaps: [1, 1]) == [1.5, 2.5, 10])
        #expect(separated([(place: 2, weight: 3), (place: 2, weight: 1)], gaps: [1]) == [1.75, 2.75])
    }

    @Test("the spine of a long computation runs level, with its sources beside it")
    func spine() {
        let tensors = Self.graphs.first { $0.name == "a network of tensors" }!
        let layout = LayeredLayout(parents: tensors.parents)
        let spine = [4, 5, 7, 9, 10, 13].map { layout.rows[$0] }
        #expect(spine.max()! - spine.min()! < 0.1)
    }

    private func nodes(isDone: Bool) -> [ComputationGraph.Node] {
        let slope: [Double?] = isDone ? [7, 3, 3, 1] : [nil, nil, nil, nil]
        return [
            .init("a", value: 3, gradient: slope[0]), .init("1", value: 1, gradient: slope[1]),
            .init(
                "b", operation: "+", value: 4, gradient: slope[2],
                wires: [.init(from: 0, rate: 1), .init(from: 1, rate: 1)]),
            .init(
                "c", operation: "×", value: 12, gradient: slope[3],
                wires: [.init(from: 0, rate: 4), .init(from: 2, rate: 3)]),
        ]
    }

    @Test("with rates on its wires every number of a graph can be checked")
    func rates() {
        // c = a·(a + 1) at a = 3: b brings its 3 to a, and c brings 4; b has one user, so its card says what came.
        func labels(_ labels: ComputationGraph.Labels, _ direction: ComputationGraph.Direction) -> [String?] {
            let graph = ComputationGraph(direction: direction, labels: labels, nodes(isDone: true))
            return [(2, 0), (2, 1), (3, 0), (3, 1)].map { graph.label(into: $0.0, $0.1) }
        }
        #expect(labels(.rates, .backward) == ["×1\n+3", "×1", "×4\n+4", "×3"])
        #expect(labels(.whereWiresMeet, .backward) == ["+3", nil, "+4", nil])
        #expect(labels(.all, .backward) == ["+3", "+3", "+4", "+3"])
        #expect(labels(.rates, .forward) == ["×1", "×1", "×4", "×3"])
        #expect(labels(.none, .backward) == [nil, nil, nil, nil])
    }

    @Test("a card shows its gradient in green once there is one, and the drawing keeps its place")
    func cards() {
        func render(_ isDone: Bool) -> Picture {
            Figure(ComputationGraph(nodes(isDone: isDone))).render(width: 960, height: 540)
        }
        let (before, after) = (render(false), render(true))
        func places(_ color: Color, _ picture: Picture) -> [[Int]] {
            picture.places(of: color, apart: 1).map { [$0.row, $0.column] }
        }
        let green = Theme.light.background.mixed(with: Theme.light.gradient, share: 0.16)
        #expect(places(green, before).isEmpty)
        #expect(places(green, after).count > 2000)
        // The outlines of cards and gates stay where they were.
        let (old, new) = (places(Theme.light.data, before), places(Theme.light.data, after))
        #expect(old.count > 200)
        let stays = old == new
        #expect(stays)
    }

    @Test("a node that is listed before its parents is refused with a hint")
    func order() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ComputationGraph([
                .init("b", operation: "σ", value: "0.5", wires: [.init(from: 1)]), .init("a", value: "0"),
            ])
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("expected parents of node 0 among the nodes before it, but got [1]"))
    }
}
