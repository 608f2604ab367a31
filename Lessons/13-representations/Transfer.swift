import Nabla

/// A network for curves: three convolutions of 24 maps, then a dense head; 4,858 parameters.
struct CurveNetwork {
    let features: Sequential
    let head: Dense
    var model: Sequential { Sequential(features, head) }

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var layers: [any Layer] = []
        for (inputs, size) in [(1, 5), (24, 3), (24, 3)] {
            layers.append(
                Conv1D(inputs, 24, size: size, stride: 2, padding: 1, initializer: .heNormal, using: &generator))
            layers.append(ReLU())
        }
        layers.append(Flatten())
        features = Sequential(layers)
        head = Dense(120, 10, initializer: .glorotUniform, using: &generator)
    }
}

/// What is kept of a network that has learned another task.
enum Kept: CaseIterable {
    /// Nothing: all weights are drawn anew.
    case nothing
    /// All convolutions, and they stay as they are.
    case frozen
    /// All convolutions, and they learn on.
    case tuned
}

/// One task with many labels, another with few.
struct TransferStudy {
    let target: (training: SignalSet, test: SignalSet)
    /// Other shapes in the place of the ten digits.
    let templates: Tensor
    let source: SignalSet
    let seed: UInt64
    let sourceSteps: Int
    let steps: Int

    init(seed: UInt64, sourceSteps: Int, steps: Int, test: Int) {
        var generator = SeededGenerator(seed: seed &+ 500)
        target = MNIST1D.sets(training: 4000, test: test, seed: seed)
        templates = MNIST1D.randomTemplates(using: &generator)
        source = MNIST1D.sets(training: 4000, test: 0, templates: templates, seed: seed &+ 1000).training
        (self.seed, self.sourceSteps, self.steps) = (seed, sourceSteps, steps)
    }

    /// A network that has learned the other shapes.
    func pretrained() -> CurveNetwork {
        let network = CurveNetwork(seed: seed)
        train(network.model, source.signals.expanded(atAxis: 1), source.labels, rate: 0.005, steps: sourceSteps)
        return network
    }

    /// A network that has learned the target's own digits with the places of every curve in another, fixed order.
    func pretrainedOnShuffled() -> CurveNetwork {
        var generator = SeededGenerator(seed: seed &+ 2000)
        let order = (0..<MNIST1D.length).shuffled(using: &generator)
        let signals = target.training.signals.transposed().gathering(order).transposed()
        let network = CurveNetwork(seed: seed)
        train(network.model, signals.expanded(atAxis: 1), target.training.labels, rate: 0.005, steps: sourceSteps)
        return network
    }

    /// The test accuracies for several numbers of labelled curves; where these are few, the mean of two draws.
    func accuracies(_ counts: [Int], _ kept: Kept, of old: CurveNetwork?) -> [Scalar] {
        let features = old?.features.parameters.map(\.value)
        return inParallel(counts) { count in
            let draws = (0..<(count > 20 ? 1 : 2)).map { accuracy(perClass: count, kept, of: features, draw: $0) }
            return draws.reduce(0, +) / Scalar(draws.count)
        }
    }

    /// The test accuracy after learning from some curves of each class.
    private func accuracy(perClass count: Int, _ kept: Kept, of old: [Tensor]?, draw: Int) -> Scalar {
        var generator = SeededGenerator(seed: 100 * seed &+ UInt64(draw))
        let order = target.training.labels.indices.shuffled(using: &generator)
        let rows = (0..<10).flatMap { digit in order.filter { target.training.labels[$0] == digit }.prefix(count) }
        let x = target.training.signals.gathering(rows).expanded(atAxis: 1)
        let y = rows.map { target.training.labels[$0] }
        let network = CurveNetwork(seed: 100 * seed &+ UInt64(draw) &+ 7)
        let asked = target.test.signals.expanded(atAxis: 1)
        if let old, kept != .nothing {
            for (new, old) in zip(network.features.parameters, old) { new.value = old }
        }
        if kept == .frozen {
            // What does not change is computed once.
            train(network.head, network.features.predict(x), y, rate: 0.005, steps: steps)
        } else {
            train(network.model, x, y, rate: kept == .tuned ? 0.003 : 0.005, steps: steps)
        }
        return Nabla.accuracy(scores: network.model.predict(asked), labels: target.test.labels)
    }

    private func train(_ model: any Layer, _ x: Tensor, _ labels: [Int], rate: Scalar, steps: Int) {
        var generator = SeededGenerator(seed: seed &+ 31)
        let optimizer = Adam(model.parameters, learningRate: rate)
        var step = 0
        while step < steps {
            for batch in shuffledBatches(labels.count, size: 100, using: &generator) where step < steps {
                let scores = model(.constant(x.gathering(batch)), mode: .training)
                optimizer.zeroGradients()
                softmaxCrossEntropy(scores: scores, labels: batch.map { labels[$0] }).backward()
                optimizer.step()
                step += 1
            }
        }
    }
}
