import Nabla

/// A graph network of two layers on Cora, 2,708 papers: 1433-16-7, dropout ½, Adam. Benchmarks/README.md states the work. An
/// "epoch" is 100 updates, each over the whole graph.
func graph(_ options: Options) throws -> Result {
    LinearAlgebraLibrary.threads = options.threads
    let cora = try GraphData.load("cora", from: DataLocation(explicit: options.data, offline: true))
    let adjacency = cora.graph.adjacency(selfLoops: true, normalization: .symmetric)
    var generator = SeededGenerator(seed: options.seed)
    let first = GraphConvolution(adjacency, cora.features.shape[1], 16, using: &generator)
    let second = GraphConvolution(adjacency, 16, cora.classCount, using: &generator)
    let dropout = Dropout(0.5, seed: options.seed)
    let optimizer = Adam(first.parameters + second.parameters, learningRate: 0.01)
    let sums = cora.features.rowSums
    let features = cora.features.replacingValues(
        with: zip(cora.features.places, cora.features.values).map { $1 / sums[$0.row] })
    let values = Variable.constant(Tensor(features.values))
    func scores(_ mode: Mode) -> Variable {
        var words = features  // most are 0, and a 0 need not be dropped
        if mode == .training { words = features.replacingValues(with: dropout(values, mode: mode).value.scalars) }
        let hidden = relu(first(words, mode: mode))
        return second(dropout(hidden, mode: mode), mode: mode)
    }
    let labels = cora.training.map { cora.labels[$0] }
    let seconds = (0..<options.epochs).map { _ in
        time {
            var total: Scalar = 0
            for _ in 0..<100 {
                let answers = scores(.training).gathering(cora.training)
                let loss =
                    softmaxCrossEntropy(scores: answers, labels: labels) + l2Penalty([first.weight], strength: 5e-4)
                optimizer.zeroGradients()
                loss.backward()
                optimizer.step()
                total += loss.item
            }
        }
    }
    let peak = peakMemoryMB()
    let answers = scores(.inference).value.gathering(cora.test)
    let right = accuracy(scores: answers, labels: cora.test.map { cora.labels[$0] })
    return Result(
        options, work: "graph", seconds: seconds, productSeconds: nil, testAccuracy: Double(right),
        oneSampleMicroseconds: medianMicroseconds(500) { _ = scores(.inference) }, peakMemoryMB: peak)
}
