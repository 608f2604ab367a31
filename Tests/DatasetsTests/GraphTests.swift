import Datasets
import Foundation
import Tensors
import Testing

@Suite("Graphs")
struct GraphTests {
    private let path = Graph(nodes: 3, edges: [(0, 1), (2, 1), (1, 0)])

    @Test("an undirected edge counts once, whichever way it is written")
    func edges() {
        #expect(path.edges == [Graph.Edge(from: 0, to: 1), Graph.Edge(from: 1, to: 2)])
        #expect(path.degrees == [1, 2, 1])
        #expect(path.neighbors == [[1], [0, 2], [1]])
        let directed = Graph(nodes: 3, edges: [(0, 1), (2, 1), (1, 0)], isDirected: true)
        #expect(directed.edges.count == 3 && directed.degrees == [1, 1, 1])
        #expect(directed.adjacency().dense == [[0, 1, 0], [1, 0, 0], [0, 1, 0]])
        #expect(Graph(nodes: 2, edges: []).adjacency(normalization: .rows).dense == Tensor(zeros: [2, 2]))
    }

    /// With self-loops the degrees of a path of three are 2, 3, 2.
    @Test("by hand: the three adjacency matrices of a path, without and with self-loops")
    func adjacency() {
        #expect(path.adjacency().dense == [[0, 1, 0], [1, 0, 1], [0, 1, 0]])
        #expect(path.adjacency(selfLoops: true).dense == [[1, 1, 0], [1, 1, 1], [0, 1, 1]])
        #expect(path.adjacency(normalization: .rows).dense == [[0, 1, 0], [0.5, 0, 0.5], [0, 1, 0]])
        let root = Scalar(1 / 6.0.squareRoot())
        let normalized = path.adjacency(selfLoops: true, normalization: .symmetric)
        let expected: Tensor = [
            [0.5, Tensor(root), 0], [Tensor(root), Tensor(Scalar(1.0 / 3)), Tensor(root)], [0, Tensor(root), 0.5],
        ]
        #expect(abs(normalized.dense - expected).max() < 1e-6)
        // Its rows do not sum to 1: 0.908, 1.150, 0.908.
        for (sum, printed) in zip(normalized.rowSums, [0.908, 1.150, 0.908]) {
            #expect(abs(Double(sum) - printed) < 5e-4)
        }
        // A loop that is there already is not doubled.
        #expect(Graph(nodes: 1, edges: [(0, 0)]).adjacency(selfLoops: true).dense == [[1]])
    }

    @Test("renumbering changes rows and columns of the matrix alike, and nothing else")
    func renumbered() {
        let club = GraphData.karateClub.graph
        var generator = SeededGenerator(seed: 2)
        let numbers = Array(0..<34).shuffled(using: &generator)
        let other = club.renumbered(numbers)
        #expect(other != club)
        let (a, b) = (club.adjacency().dense, other.adjacency().dense)
        for i in 0..<34 {
            for j in 0..<34 { #expect(a[i, j] == b[numbers[i], numbers[j]]) }
        }
        #expect(other.degrees.sorted() == club.degrees.sorted())
    }

    @Test("block graphs have as many edges as their probabilities say, and are the same for the same seed")
    func blocks() {
        var generator = SeededGenerator(seed: 3)
        let graph = Graph(blocks: [100, 100, 100, 100], inside: 0.05, between: 0.005, using: &generator)
        let inside = graph.edges.filter { $0.from / 100 == $0.to / 100 }.count
        // 4·4,950 pairs at 0.05 are 990 ± 31, 60,000 at 0.005 are 300 ± 17; four standard deviations.
        #expect(abs(inside - 990) < 124 && abs(graph.edges.count - inside - 300) < 70)
        var again = SeededGenerator(seed: 3)
        #expect(Graph(blocks: [100, 100, 100, 100], inside: 0.05, between: 0.005, using: &again) == graph)
        #expect(Graph(blocks: [2, 0, 1], inside: 1, between: 0, using: &again).edges.count == 1)
        #expect(Graph(blocks: [], inside: 1, between: 0, using: &again).nodeCount == 0)
    }

    @Test("nodes that are not there, and a symmetric matrix of a directed graph, are refused")
    func messages() async {
        let node = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Graph(nodes: 3, edges: [(0, 3)])
        }
        let missing = String(decoding: node?.standardErrorContent ?? [], as: UTF8.self)
        #expect(missing.contains("Graph: expected edges between nodes 0..<3, but got (0, 3); nodes count from 0"))
        let directed = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Graph(nodes: 2, edges: [(0, 1)], isDirected: true).adjacency(normalization: .symmetric)
        }
        let oneWay = String(decoding: directed?.standardErrorContent ?? [], as: UTF8.self)
        #expect(oneWay.contains("expected an undirected graph for the symmetric normalization"))
    }
}

@Suite("Graphs with classes")
struct GraphDataTests {
    let folder: TemporaryFolder
    let here: DataLocation

    init() throws {
        folder = try TemporaryFolder()
        here = folder.location
    }

    private func write(
        edges: String = "source,target\n0,1\n2,1\n",
        labels: String = "node,label,split\n0,1,train\n1,0,none\n2,1,test\n",
        features: String? = "0 1 4\n1\n2 4\n"
    ) throws {
        var files = ["small_edges.csv": Array(edges.utf8), "small_labels.csv": Array(labels.utf8)]
        if let features { files["small_features.txt"] = Array(features.utf8) }
        try folder.write(files, into: "Data/small")
    }

    @Test("a graph is read where it lies")
    func read() throws {
        try write()
        let data = try GraphData.load("small", from: here)
        #expect(data.graph == Graph(nodes: 3, edges: [(0, 1), (1, 2)]))
        #expect(data.features.dense == [[0, 1, 0, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 1]])
        #expect(data.labels == [1, 0, 1] && data.classCount == 2)
        #expect(data.training == [0] && data.validation == [] && data.test == [2])
        #expect(data.source == .folder(folder.path + "/Data/small"))
        var itself = here
        itself.explicit = folder.path + "/Data/small"
        #expect(try GraphData.load("small", from: itself).labels == data.labels)
    }

    @Test("without features each node has one of its own")
    func withoutFeatures() throws {
        try write(labels: "node,label\n0,0\n1,0\n2,1\n", features: nil)
        let data = try GraphData.load("small", from: here)
        #expect(data.features.dense == Tensor(identity: 3) && data.training == [])
    }

    private static let damages: [(edges: String?, labels: String?, features: String?, message: String)] = [
        ("source,target\n0,3\n", nil, nil, "line 2, column 'target': expected a whole number in 0..<3, but got '3'"),
        ("source,target\n0,x\n", nil, nil, "expected a whole number in 0..<3, but got 'x'"),
        ("source,target\n0,1\n1,0\n", nil, nil, "expected each edge once, but 2 lines are 1 edges"),
        ("source,target,weight\n0,1,1\n", nil, nil, "expected two columns, but got 3"),
        (nil, "node,label\n1,0\n0,0\n2,0\n", nil, "expected a line for each node, 0, 1, 2 and so on"),
        (nil, "node,label\n0,0\n1,-1\n2,0\n", nil, "expected a whole number in 0..<3, but got '-1'"),
        (nil, nil, "0 1\n1 2\n", "expected a line for each of 3 nodes, but got 2"),
        (nil, nil, "0 1\n2 2\n1 1\n", "line 2: expected 1 and the numbers of its features, each once, but got '2 2'"),
        (nil, nil, "0 1 1\n1 2\n2\n", "line 1: expected 0 and the numbers of its features, each once"),
        (nil, nil, "0 one\n1 2\n2\n", "line 1: expected 0 and the numbers of its features"),
    ]

    @Test("damage is refused, with file, line and what was expected", arguments: 0..<damages.count)
    func damaged(number: Int) throws {
        let damage = Self.damages[number]
        try write(
            edges: damage.edges ?? "source,target\n0,1\n", labels: damage.labels ?? "node,label\n0,0\n1,1\n2,0\n",
            features: damage.features ?? "0 1\n1 2\n2 0\n")
        do {
            _ = try GraphData.load("small", from: here)
            Issue.record("expected an error")
        } catch let error as DataError {
            #expect(error.kind == .damaged)
            #expect(error.message.contains("small_") && error.message.contains(damage.message), "\(error)")
        }
    }

    @Test("a graph that is nowhere is an error that names the places")
    func missing() throws {
        do {
            _ = try GraphData.load("cora", from: here)
            Issue.record("expected an error")
        } catch let error as DataError {
            #expect(error.kind == .missing && error.message.contains("expected cora/cora_edges.csv"))
        }
        var named = here
        named.explicit = folder.path + "/nowhere"
        #expect(throws: DataError.self) { try GraphData.load("cora", from: named) }
    }

    @Test("the karate club: 34 members, 78 friendships, 17 on each side; the leaders have most friends")
    func club() {
        let club = GraphData.karateClub
        #expect(club.graph.nodeCount == 34 && club.graph.edges.count == 78)
        #expect(club.labels.reduce(0, +) == 17 && club.labels[0] == 0 && club.labels[33] == 1)
        #expect(club.graph.degrees[33] == 17 && club.graph.degrees[0] == 16 && club.graph.degrees[32] == 12)
        #expect(club.graph.degrees.max() == 17 && club.features.dense == Tensor(identity: 34))
    }

    @Test("block graphs with words: those of the own group are said more often, five of each group are labelled")
    func blocks() {
        var generator = SeededGenerator(seed: 1)
        let data = GraphData.blocks(using: &generator)
        #expect(data.graph.nodeCount == 400 && data.features.shape == [400, 30] && data.classCount == 4)
        #expect(data.training.count == 20 && data.test.count == 380)
        #expect(Set(data.training).isDisjoint(with: data.test))
        #expect((0..<4).allSatisfy { k in data.training.filter { data.labels[$0] == k }.count == 5 })
        let own = data.features.places.filter { $0.column % 4 == data.labels[$0.row] }.count
        // 100 members of each group with 8, 8, 7 and 7 words of their own: 3,000 at 0.37, 9,000 at 0.1; four deviations.
        #expect(abs(own - 1110) < 106 && abs(data.features.count - own - 900) < 114)
    }

    /// The folder of real data, where the environment names one with graphs.
    static let real: String? = ProcessInfo.processInfo.environment["NABLA_DATA"].flatMap {
        FileManager.default.fileExists(atPath: $0 + "/cora/cora_edges.csv") ? $0 : nil
    }

    @Test(
        "Cora and the club as they are published", .enabled(if: real != nil, "needs Cora: set NABLA_DATA"))
    func published() throws {
        var location = here
        location.explicit = Self.real
        let cora = try GraphData.load("cora", from: location)
        #expect(cora.graph.nodeCount == 2708 && cora.graph.edges.count == 5278)
        #expect(cora.features.shape == [2708, 1433] && cora.features.count == 49_216)
        #expect(cora.training.count == 140 && cora.validation.count == 500 && cora.test.count == 1000)
        #expect(
            cora.classCount == 7
                && (0..<7).allSatisfy { k in cora.training.filter { cora.labels[$0] == k }.count == 20 })
        let club = try GraphData.load("karate", from: location)
        #expect(club.graph == GraphData.karateClub.graph && club.labels == GraphData.karateClub.labels)
    }
}
