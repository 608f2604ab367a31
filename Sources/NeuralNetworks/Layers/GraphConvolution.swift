import Autodiff
import Tensors

/// Graph convolution (GCN layer): y = Â·(x·W) + b. Every node sums the transformed features of its neighbours, weighted by
/// the rows of the normalized adjacency matrix Â.
///
///     let Â = graph.adjacency(selfLoops: true, normalization: .symmetric)
///     let model = Sequential(GraphConvolution(Â, 1433, 16, using: &g), ReLU(), GraphConvolution(Â, 16, 7, using: &g))
///
/// The bias is added after the sum: before it, a node with many neighbours would receive it many times.
///
/// Shapes: x [nodes, D] → [nodes, K], with Â [nodes, nodes], weight [D, K] and bias [K]. The first axis is all nodes of
/// the graph: there are no batches. The weight is initialized by `initializer`, Glorot uniform by default; the bias starts
/// at 0. Source: Kipf and Welling 2017, equation 2.
public final class GraphConvolution: Layer {
    public let weight: Parameter
    public let bias: Parameter
    /// Â: which nodes reach which, and how much they count. It may be changed, for another graph or one that grew.
    public var adjacency: SparseMatrix

    public init(
        _ adjacency: SparseMatrix, _ inputs: Int, _ outputs: Int, initializer: Initializer = .glorotUniform,
        using generator: inout SeededGenerator
    ) {
        require(
            inputs > 0 && outputs > 0,
            "GraphConvolution: expected at least one input and one output, but got \(inputs), \(outputs)")
        self.adjacency = adjacency
        weight = Parameter(
            "weight", initializer.draw([inputs, outputs], fanIn: inputs, fanOut: outputs, using: &generator))
        bias = Parameter("bias", Tensor(zeros: [outputs]))
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        requireNodes(x.shape)
        return matmul(adjacency, matmul(x, weight.variable(in: mode))) + bias.variable(in: mode)
    }

    /// The same for features that are mostly zero, such as the words of a text.
    public func callAsFunction(_ x: SparseMatrix, mode: Mode) -> Variable {
        requireNodes(x.shape)
        return matmul(adjacency, matmul(x, weight.variable(in: mode))) + bias.variable(in: mode)
    }

    private func requireNodes(_ shape: [Int]) {
        require(
            shape == [adjacency.shape[1], weight.shape[0]],
            "\(description): expected features of shape \([adjacency.shape[1], weight.shape[0]]), a row for each node of the "
                + "graph, but got \(shape)")
    }

    public var ownParameters: [Parameter] { [weight, bias] }
    public var children: [(name: String, layer: any Layer)] { [] }
    public func outputShape(for inputShape: [Int]) -> [Int] { [inputShape[0], weight.shape[1]] }
    public var description: String { "GraphConvolution(\(weight.shape[0]), \(weight.shape[1]))" }
}
