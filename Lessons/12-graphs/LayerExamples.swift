import Nabla
import Notebook

extension GraphConvolution {
    /// A layer with given parameters.
    convenience init(_ adjacency: SparseMatrix, weight: Tensor, bias: Tensor) {
        var generator = SeededGenerator(seed: 0)
        self.init(adjacency, weight.shape[0], weight.shape[1], using: &generator)
        (self.weight.value, self.bias.value) = (weight, bias)
    }
}

/// Three graph convolutions with random weights and tanh, on a graph all of whose nodes have the same feature, 1. The same
/// seed gives the same weights for every graph.
func sameFeatures(on graph: Graph, seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    let adjacency = graph.adjacency(selfLoops: true, normalization: .symmetric)
    var x = Variable.constant(Tensor(ones: [graph.nodeCount, 1]))
    for (inputs, outputs) in [(1, 4), (4, 4), (4, 3)] {
        x = tanh(GraphConvolution(adjacency, inputs, outputs, using: &generator)(x, mode: .inference))
    }
    return x.value
}
