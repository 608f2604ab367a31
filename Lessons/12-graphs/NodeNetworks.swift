import Nabla
import Notebook

/// How a network for nodes is built and trained.
struct NodeRecipe {
    var hidden = 16
    /// How many layers; the last one has a unit for each class.
    var layers = 2
    var dropout: Scalar = 0.5
    var learningRate: Scalar = 0.01
    /// L2 on the first layer's weights.
    var decay: Scalar = 5e-4
    var epochs = 200
    /// Without edges every layer is a dense one: a multilayer perceptron.
    var hasEdges = true
    /// Another matrix than Â in every layer.
    var adjacency: SparseMatrix?
}

/// What a training came to.
struct NodeRun {
    let testAccuracy: Scalar
    let trainingAccuracy: Scalar
    /// The mean cosine distance of two nodes in the last hidden layer; 0 without one.
    let distance: Scalar
}

extension NodeRecipe {
    /// Trains on the labelled nodes of a task: one step an epoch, over the whole graph.
    func run(_ task: NodeTask, seed: UInt64) -> NodeRun {
        var generator = SeededGenerator(seed: seed)
        let adjacency = adjacency ?? (hasEdges ? task.normalized : .identity(task.graph.nodeCount))
        let widths = [task.features.shape[1]] + [Int](repeating: hidden, count: layers - 1) + [task.classes]
        let stack = zip(widths, widths.dropFirst()).map { inputs, outputs in
            GraphConvolution(adjacency, inputs, outputs, using: &generator)
        }
        let drop = Dropout(dropout, seed: seed)
        /// The scores, and the last hidden layer.
        func forward(_ mode: Mode) -> (scores: Variable, hidden: Variable?) {
            // Most features are 0, and a 0 need not be dropped.
            let kept = drop(.constant(Tensor(task.features.values)), mode: mode).value.scalars
            var (x, hidden) = (stack[0](task.features.replacingValues(with: kept), mode: mode), Variable?.none)
            for layer in stack.dropFirst() {
                hidden = relu(x)
                x = layer(drop(hidden!, mode: mode), mode: mode)
            }
            return (x, hidden)
        }
        let targets = task.training.map { task.labels[$0] }
        let optimizer = Adam(stack.flatMap(\.parameters), learningRate: learningRate)
        for _ in 0..<epochs {
            let scores = forward(.training).scores.gathering(task.training)
            let loss =
                softmaxCrossEntropy(scores: scores, labels: targets)
                + l2Penalty([stack[0].weight], strength: decay)
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
        }
        let (scores, last) = forward(.inference)
        return NodeRun(
            testAccuracy: task.accuracy(scores.value, of: task.test),
            trainingAccuracy: task.accuracy(scores.value, of: task.training),
            distance: last.map { meanCosineDistance($0.value) } ?? 0)
    }
}
