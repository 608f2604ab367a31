import Tensors

/// A graph: nodes, numbered from 0, and edges between them. In an undirected graph an edge leads both ways.
///
///     let path = Graph(nodes: 3, edges: [(0, 1), (1, 2)])
///     path.degrees                                          // [1, 2, 1]
///     path.adjacency(selfLoops: true, normalization: .symmetric)
///
/// The numbers of the nodes mean nothing: `renumbered` gives the same graph under others.
public struct Graph: Sendable, Equatable {
    /// An edge from one node to another; of an undirected graph the lower number first.
    public struct Edge: Sendable, Hashable {
        public let from: Int
        public let to: Int

        public init(from: Int, to: Int) { (self.from, self.to) = (from, to) }
    }

    public let nodeCount: Int
    /// Each edge once, in the order of its nodes.
    public let edges: [Edge]
    public let isDirected: Bool

    /// Makes a graph from pairs of nodes. A pair that comes twice is one edge; so are (a, b) and (b, a) in an undirected
    /// graph.
    public init(nodes: Int, edges: [(Int, Int)], isDirected: Bool = false) {
        require(nodes >= 0, "Graph: expected at least 0 nodes, but got \(nodes)")
        _ = Tensor.sizeToAllocate([nodes], operation: "Graph")
        for (from, to) in edges {
            require(
                (0..<nodes).contains(from) && (0..<nodes).contains(to),
                "Graph: expected edges between nodes 0..<\(nodes), but got (\(from), \(to)); nodes count from 0")
        }
        let all = edges.map { isDirected || $0 <= $1 ? Edge(from: $0, to: $1) : Edge(from: $1, to: $0) }
        nodeCount = nodes
        self.edges = Set(all).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        self.isDirected = isDirected
    }

    /// The nodes that an edge leads to from each node, in rising order.
    public var neighbors: [[Int]] {
        var lists = [[Int]](repeating: [], count: nodeCount)
        for edge in edges {
            lists[edge.from].append(edge.to)
            if !isDirected && edge.from != edge.to { lists[edge.to].append(edge.from) }
        }
        return lists.map { $0.sorted() }
    }

    /// The degree of each node: how many neighbors it has.
    public var degrees: [Int] { neighbors.map(\.count) }

    /// How the rows of an adjacency matrix are scaled.
    public enum Normalization: Sendable {
        /// Not at all: a product with the matrix sums over the neighbors.
        case none
        /// D⁻¹·A: every row sums to 1, and a product averages over the neighbors.
        case rows
        /// D^−½·A·D^−½: element [i, j] is divided by √(dᵢ·dⱼ). Rows need not sum to 1. Source: Kipf and Welling 2017.
        case symmetric
    }

    /// Adjacency matrix: A[i, j] = 1 where an edge leads from i to j, and 0 elsewhere.
    ///
    /// With self-loops every node is its own neighbor, A[i, i] = 1. D are the row sums, with the self-loops. The Â of a
    /// graph convolution is `adjacency(selfLoops: true, normalization: .symmetric)`.
    ///
    /// Shapes: → [nodes, nodes]. The row of a node without edges stays zero. Symmetric normalization requires an undirected
    /// graph.
    public func adjacency(selfLoops: Bool = false, normalization: Normalization = .none) -> SparseMatrix {
        require(
            normalization != .symmetric || !isDirected,
            "adjacency: expected an undirected graph for the symmetric normalization, but got a directed one; "
                + "take normalization: .rows")
        let neighbors = neighbors.enumerated().map { node, others in
            selfLoops && !others.contains(node) ? others + [node] : others
        }
        let degrees = neighbors.map { Double($0.count) }
        var elements: [(row: Int, column: Int, value: Scalar)] = []
        for (node, others) in neighbors.enumerated() {
            for other in others {
                let value =
                    switch normalization {
                    case .none: 1.0
                    case .rows: 1 / degrees[node]
                    case .symmetric: 1 / (degrees[node] * degrees[other]).squareRoot()
                    }
                elements.append((node, other, Scalar(value)))
            }
        }
        return SparseMatrix(shape: [nodeCount, nodeCount], elements: elements)
    }

    /// The same graph with other numbers: node i is called `numbers[i]`.
    public func renumbered(_ numbers: [Int]) -> Graph {
        require(
            numbers.sorted() == Array(0..<nodeCount),
            "renumbered: expected each of the numbers 0..<\(nodeCount) once, but got \(numbers)")
        return Graph(
            nodes: nodeCount, edges: edges.map { (numbers[$0.from], numbers[$0.to]) }, isDirected: isDirected)
    }

    /// Draws a block graph (stochastic block model): nodes in groups, an edge between two of one group with one probability,
    /// between two of different groups with another. Nodes are numbered group by group.
    ///
    /// Source: Holland, Laskey and Leinhardt 1983.
    public init(
        blocks sizes: [Int], inside: Double, between: Double, using generator: inout SeededGenerator
    ) {
        require(
            sizes.allSatisfy { $0 >= 0 } && (0...1).contains(inside) && (0...1).contains(between),
            "Graph: expected sizes of at least 0 and probabilities in 0...1, but got \(sizes), \(inside) and \(between)"
        )
        _ = Tensor.sizeToAllocate([sizes.reduce(0) { $0.plus($1) }], operation: "Graph")
        let group = sizes.enumerated().flatMap { number, size in [Int](repeating: number, count: size) }
        var edges: [(Int, Int)] = []
        for one in group.indices {
            for other in (one + 1)..<Swift.max(group.count, one + 1) {
                let probability = group[one] == group[other] ? inside : between
                if Double.random(in: 0..<1, using: &generator) < probability { edges.append((one, other)) }
            }
        }
        self.init(nodes: group.count, edges: edges)
    }
}
