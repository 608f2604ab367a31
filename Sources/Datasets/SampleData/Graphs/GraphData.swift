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
}
