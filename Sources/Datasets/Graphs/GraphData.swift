import Foundation
import Tensors

/// A graph whose nodes have features and classes: some are known, the others are to be predicted.
///
///     let cora = try GraphData.load("cora")              // 2,708 papers, 1,433 words, 7 fields
///     let club = GraphData.karateClub                    // 34 members, two clubs: made by the kit, always there
public struct GraphData: Sendable {
    public let graph: Graph
    /// A row for each node, with few elements that are not zero. Shape: [nodes, D].
    public let features: SparseMatrix
    /// The class of each node, counted from 0.
    public let labels: [Int]
    /// The nodes whose class may be learned from, those to choose settings with, and those to judge by. Empty where nobody has
    /// said which.
    public let training: [Int]
    public let validation: [Int]
    public let test: [Int]
    /// Where it came from; nil for a graph that the kit made.
    public let source: DataSource?

    public init(
        graph: Graph, features: SparseMatrix, labels: [Int], training: [Int] = [], validation: [Int] = [],
        test: [Int] = [], source: DataSource? = nil
    ) {
        require(
            labels.count == graph.nodeCount && features.shape[0] == graph.nodeCount,
            "GraphData: expected a label and a row of features for each of \(graph.nodeCount) nodes, but got "
                + "\(labels.count) labels and features \(features.shape)")
        (self.graph, self.features, self.labels) = (graph, features, labels)
        (self.training, self.validation, self.test, self.source) = (training, validation, test, source)
    }

    /// The number of classes: one more than the largest label.
    public var classCount: Int { (labels.max() ?? -1) + 1 }

    /// Loads a graph by its name, which is that of its folder: looked for in the folder of `--data`, in `$NABLA_DATA`, in
    /// `Data/` and in the user's cache. Nothing is downloaded.
    ///
    /// In the folder lie, for "cora":
    /// - `cora_edges.csv` with the columns source and target: an undirected edge a line, nodes counted from 0;
    /// - `cora_labels.csv`: the node, its class, and perhaps in a third column train, validation, test or none;
    /// - perhaps `cora_features.txt`: on each line a node and the numbers of its features that are 1. Without it each node has
    ///   a feature of its own.
    ///
    /// Throws: `DataError` when the graph is nowhere, or is not what it should be.
    public static func load(_ name: String, from location: DataLocation = .current) throws -> GraphData {
        for place in location.places {
            guard FileManager.default.fileExists(atPath: place.folder) || place.option == nil else {
                throw location.unreadable(place.folder, option: place.option!, wanted: name)
            }
            for folder in ["\(place.folder)/\(name)", place.folder] {
                guard FileManager.default.fileExists(atPath: "\(folder)/\(name)_edges.csv") else { continue }
                location.observer(.found(set: name, source: place.source(folder)))
                return try GraphData(contentsOf: folder, name: name, source: place.source(folder))
            }
        }
        let places = location.places.map(\.folder).joined(separator: " and not in ")
        throw DataError(
            .missing, "\(name): expected \(name)/\(name)_edges.csv, but it is not in \(places)",
            hint: "put the files into Data/\(name), or name the folder that holds \(name) with --data")
    }

    private init(contentsOf folder: String, name: String, source: DataSource) throws {
        let nodes = try CSVTable(contentsOf: "\(folder)/\(name)_labels.csv")
        let labels = try Self.integers(nodes, 0)
        let count = labels.count
        guard labels == Array(0..<count), count > 0, nodes.columns.count >= 2 else {
            throw DataError(
                .damaged, "\(nodes.name): expected a line for each node, 0, 1, 2 and so on, with its class",
                hint: "sort the file by its first column")
        }
        let edges = try CSVTable(contentsOf: "\(folder)/\(name)_edges.csv")
        guard edges.columns.count == 2 else {
            throw DataError(
                .damaged, "\(edges.name): expected two columns, but got \(edges.columns.count)",
                hint: "each line is an edge: source,target")
        }
        let ends = try (0..<2).map { try Self.integers(edges, $0, below: count) }
        let graph = Graph(nodes: count, edges: Array(zip(ends[0], ends[1])))
        guard graph.edges.count == edges.rowCount else {
            throw DataError(
                .damaged,
                "\(edges.name): expected each edge once, but \(edges.rowCount) lines are \(graph.edges.count) edges",
                hint: "remove the second of each pair; an edge leads both ways")
        }
        func members(_ part: String) throws -> [Int] {
            if nodes.columns.count < 3 { return [] }
            let parts = try nodes.text(nodes.columns[2])
            return parts.indices.filter { parts[$0] == part }
        }
        self.init(
            graph: graph, features: try Self.features("\(folder)/\(name)_features.txt", nodes: count),
            labels: try Self.integers(nodes, 1, below: count), training: try members("train"),
            validation: try members("validation"), test: try members("test"), source: source)
    }

    private static func integers(_ table: CSVTable, _ column: Int, below limit: Int = .max) throws -> [Int] {
        try table.text(table.columns[column]).enumerated().map { row, text in
            guard let number = Int(text), number >= 0, number < limit else {
                throw DataError(
                    .damaged,
                    "\(table.name), line \(row + 2), column '\(table.columns[column])': expected a whole number "
                        + (limit == .max ? "of at least 0" : "in 0..<\(limit)") + ", but got '\(text)'",
                    hint: "nodes and classes count from 0")
            }
            return number
        }
    }

    private static func features(_ path: String, nodes: Int) throws -> SparseMatrix {
        guard FileManager.default.fileExists(atPath: path) else {
            return SparseMatrix(shape: [nodes, nodes], elements: (0..<nodes).map { ($0, $0, 1) })
        }
        var elements: [(row: Int, column: Int, value: Scalar)] = []
        let lines = String(decoding: try fileContents(path), as: UTF8.self)
            .split(whereSeparator: \.isNewline)
        for (node, line) in lines.enumerated() {
            let numbers = line.split(separator: " ").map { Int($0) ?? -1 }
            guard numbers.first == node, numbers.allSatisfy({ $0 >= 0 && $0 < 1 << 30 }),
                Set(numbers.dropFirst()).count == numbers.count - 1
            else {
                throw DataError(
                    .damaged,
                    "\(path), line \(node + 1): expected \(node) and the numbers of its features, each once, but got "
                        + "'\(line.prefix(30))'", hint: "a line for each node, in their order")
            }
            elements += numbers.dropFirst().map { (node, $0, 1) }
        }
        guard lines.count == nodes else {
            throw DataError(
                .damaged, "\(path): expected a line for each of \(nodes) nodes, but got \(lines.count)",
                hint: "fetch the file again")
        }
        return SparseMatrix(shape: [nodes, (elements.map(\.column).max() ?? -1) + 1], elements: elements)
    }
}
