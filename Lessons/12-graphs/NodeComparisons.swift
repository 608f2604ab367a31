import Nabla
import Notebook

/// The test accuracies of one way of answering, one for each graph or start.
struct Comparison {
    let name: String
    let accuracies: [Scalar]
    /// What a paper printed, where there is one.
    var published: Scalar?

    var mean: Scalar { accuracies.reduce(0, +) / Scalar(accuracies.count) }
    var range: String {
        let (low, high) = (accuracies.min()!, accuracies.max()!)
        return low == high ? decimals(3, mean) : "\(decimals(3, mean)) (\(decimals(3, low))–\(decimals(3, high)))"
    }
}

/// Features only, edges only, both without a network, both with one, on several block graphs.
func compareOnBlocks(graphs: Int, seed: UInt64) -> [Comparison] {
    let bar = progress("block graphs", total: graphs)
    let rows = (0..<UInt64(graphs)).map { number -> [Scalar] in
        let task = NodeTask.blocks(seed: 100 * seed + number)
        let row = [
            NodeRecipe(hasEdges: false).run(task, seed: number).testAccuracy, task.propagation(after: [10])[0],
            task.regression(on: task.averagedFeatures(rounds: 2)), NodeRecipe().run(task, seed: number).testAccuracy,
        ]
        bar.advance("graph \(number + 1)")
        return row
    }
    bar.finish()
    return ["features only:\nMLP", "edges only:\nlabel propagation", "both, averaged:\nSGC", "both, trained:\nGCN"]
        .enumerated().map { way, name in Comparison(name: name, accuracies: rows.map { $0[way] }) }
}

/// The same on Cora, where the graph and the split are fixed and only the start differs.
func compareOnCora(_ cora: NodeTask, starts: Int, epochs: Int, seed: UInt64) -> [Comparison] {
    let bar = progress("Cora", total: starts)
    let runs = (0..<UInt64(starts)).map { start -> (mlp: Scalar, gcn: Scalar) in
        let seed = 100 * seed + start
        let mlp = NodeRecipe(epochs: epochs, hasEdges: false).run(cora, seed: seed).testAccuracy
        let gcn = NodeRecipe(epochs: epochs).run(cora, seed: seed).testAccuracy
        bar.advance("start \(start + 1)")
        return (mlp, gcn)
    }
    bar.finish()
    let averaged = cora.averagedFeatures(rounds: 2)
    return [
        Comparison(name: "words only:\nMLP", accuracies: runs.map(\.mlp), published: 0.551),
        Comparison(
            name: "edges only:\nlabel propagation", accuracies: cora.propagation(after: [50]), published: 0.680),
        Comparison(
            name: "both, averaged:\nSGC",
            accuracies: [cora.regression(on: averaged, learningRate: 0.2, decay: 1.3e-5)], published: 0.810),
        Comparison(name: "both, trained:\nGCN", accuracies: runs.map(\.gcn), published: 0.815),
    ]
}

/// What depth does: accuracies, and how different the nodes' features still are, at each depth on some graphs.
struct DepthCurves {
    var depths: [Int]
    var test: [[Scalar]] = []
    var training: [[Scalar]] = []
    var distance: [[Scalar]] = []

    /// The mean of the values that are numbers: a layer that is dead on some graph has no cosines.
    static func mean(_ values: [Scalar]) -> Scalar {
        let numbers = values.filter(\.isFinite)
        return numbers.reduce(0, +) / Scalar(numbers.count)
    }
    /// The mean over the graphs at a depth.
    func test(at depth: Int) -> Scalar { Self.mean(test[depths.firstIndex(of: depth)!]) }
    func training(at depth: Int) -> Scalar { Self.mean(training[depths.firstIndex(of: depth)!]) }
    func distance(at depth: Int) -> Scalar { Self.mean(distance[depths.firstIndex(of: depth)!]) }

    /// Averaging only: rounds of Â, then logistic regression.
    static func averaging(_ tasks: [NodeTask], rounds: [Int]) -> DepthCurves {
        var curves = DepthCurves(depths: rounds)
        for count in rounds {
            let averaged = tasks.map { $0.averagedFeatures(rounds: count) }
            curves.test.append(zip(tasks, averaged).map { $0.regression(on: $1) })
            curves.distance.append(averaged.map(meanCosineDistance))
        }
        return curves
    }

    /// Trained networks of some numbers of layers.
    static func networks(_ tasks: [NodeTask], layers: [Int], seed: UInt64) -> DepthCurves {
        var curves = DepthCurves(depths: layers)
        for count in progress("layers", layers) {
            let runs = tasks.enumerated().map { number, task in
                NodeRecipe(layers: count).run(task, seed: 100 * seed + UInt64(number))
            }
            curves.test.append(runs.map(\.testAccuracy))
            curves.training.append(runs.map(\.trainingAccuracy))
            curves.distance.append(runs.map(\.distance))
        }
        return curves
    }
}
