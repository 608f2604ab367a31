import Nabla

/// How a small network for signals is trained: everything that the experiments of lesson 09 vary.
struct Recipe {
    var hidden = 64
    /// Three convolutions in the place of the two hidden layers; signals are then [N, 1, 40].
    var isConvolutional = false
    var batchNorm = false
    var dropout: Scalar = 0
    /// Added to the loss: l2·Σw² and l1·Σ|w|, over weights, not biases.
    var l2: Scalar = 0
    var l1: Scalar = 0
    /// The ε of label smoothing.
    var smoothing: Scalar = 0
    /// Each time it is shown, a signal is rotated by at most so many places.
    var rotation = 0
    var rate: Scalar = 0.003
    var schedule = Schedule.constant
    var steps = 1000
    var batchSize = 100
    /// How many updates lie between two measurements; 0 for one at the end.
    var pace = 0
    /// How many known signals are measured.
    var sample = 1000
    /// Whether each epoch has a new order.
    var isShuffled = true
    /// How many signals a validation asks at a time, in training mode: a mistake. Nil for inference mode.
    var mistakenBatch: Int?

    func network(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        if isConvolutional { return convolutional(using: &generator) }
        var layers: [any Layer] = []
        for inputs in [40, hidden] {
            layers.append(Dense(inputs, hidden, initializer: .heNormal, using: &generator))
            if batchNorm { layers.append(BatchNorm(hidden)) }
            layers.append(ReLU())
            if dropout > 0 { layers.append(Dropout(dropout, seed: seed + UInt64(inputs))) }
        }
        layers.append(Dense(hidden, 10, initializer: .normal(standardDeviation: 0.05), using: &generator))
        return Sequential(layers)
    }
}

/// A convolutional network for signals: 25 maps of 19, 10 and 5 places, 5,210 parameters.
private func convolutional(using generator: inout SeededGenerator) -> Sequential {
    var layers: [any Layer] = []
    for (inputs, size) in [(1, 5), (25, 3), (25, 3)] {
        layers.append(
            Conv1D(inputs, 25, size: size, stride: 2, padding: 1, initializer: .heNormal, using: &generator))
        layers.append(ReLU())
    }
    layers += [Flatten(), Dense(125, 10, initializer: .normal(standardDeviation: 0.05), using: &generator)]
    return Sequential(layers)
}

/// What a network gets right of a set, and its loss.
typealias Measured = (loss: Scalar, accuracy: Scalar)

/// What a training measured on its way, and the network it left.
struct Training {
    var model: Sequential
    /// How many updates were made before each measurement.
    var updates: [Int] = []
    /// Some of the signals that were learned from.
    var known: [Measured] = []
    var validation: [Measured] = []
    var test: [Measured] = []
    /// The mean loss of the batches since the last measurement, as it comes out of training.
    var batchLoss: [Scalar] = []

    /// The measurement after so many updates.
    func place(_ steps: Int) -> Int { updates.firstIndex(of: steps)! }

    /// Where the validation loss is lowest.
    var best: Int { validation.indices.min { validation[$0].loss < validation[$1].loss }! }

    /// The test accuracy at the end.
    var accuracy: Scalar { test[test.count - 1].accuracy }
}

extension Recipe {
    /// Trains a fresh network.
    func train(on set: Signals, validation: Signals? = nil, test: Signals, seed: UInt64) -> Training {
        var generator = SeededGenerator(seed: seed &* 7919 &+ 13)
        let model = network(seed: seed)
        let weights = model.parameters.filter { $0.shape.count == 2 }
        let optimizer = Adam(model.parameters, learningRate: rate)
        let shown = rotation > 0 ? set.rotations(by: rotation) : set.x
        let sample = set.part(0..<min(sample, set.count))
        let inOrder = stride(from: 0, to: set.count, by: batchSize).map {
            Array($0..<min($0 + batchSize, set.count))
        }
        var training = Training(model: model)
        var (step, lossSum, lossCount) = (0, Scalar(0), 0)
        while step < steps {
            let batches = isShuffled ? shuffledBatches(set.count, size: batchSize, using: &generator) : inOrder
            for batch in batches where step < steps {
                let rows =
                    rotation == 0
                    ? batch
                    : batch.map { $0 + set.count * Int.random(in: 0...2 * rotation, using: &generator) }
                let scores = model(.constant(shown.gathering(rows)), mode: .training)
                var loss = softmaxCrossEntropy(
                    scores: scores, labels: batch.map { set.labels[$0] }, smoothing: smoothing)
                (lossSum, lossCount) = (lossSum + loss.item, lossCount + 1)
                if l2 > 0 { loss = loss + l2Penalty(weights, strength: 2 * l2) }
                if l1 > 0 { loss = weights.reduce(loss) { $0 + l1 * abs($1).sum() } }
                optimizer.zeroGradients()
                loss.backward()
                optimizer.learningRate = rate * schedule.factor(at: step)
                optimizer.step()
                step += 1
                if step == steps || pace > 0 && step % pace == 0 {
                    training.updates.append(step)
                    training.known.append(evaluate(model, sample.x, sample.labels))
                    if let validation { training.validation.append(measured(model, validation)) }
                    training.test.append(evaluate(model, test.x, test.labels))
                    training.batchLoss.append(lossSum / Scalar(lossCount))
                    (lossSum, lossCount) = (0, 0)
                }
            }
        }
        return training
    }

    private func measured(_ model: Sequential, _ set: Signals) -> Measured {
        guard let mistakenBatch else { return evaluate(model, set.x, set.labels) }
        let scores = stride(from: 0, to: set.count, by: mistakenBatch).map { start in
            model(.constant(set.x[start..<start + mistakenBatch]), mode: .training).value
        }
        let all = Tensor(concatenating: scores)
        return (
            softmaxCrossEntropy(scores: .constant(all), labels: set.labels).item,
            accuracy(scores: all, labels: set.labels)
        )
    }
}

/// Accuracy of a network that is asked in training mode, so many signals at a time: a mistake.
func accuracyInTrainingMode(_ model: Sequential, _ set: Signals, batch count: Int) -> Scalar {
    stride(from: 0, to: set.count, by: count).map { start in
        let batch = set.part(start..<min(start + count, set.count))
        let scores = model(.constant(batch.x), mode: .training).value
        return accuracy(scores: scores, labels: batch.labels)
    }.mean
}

/// How many hidden units are 0 for every one of some signals, after each ReLU of a network.
func deadUnits(_ model: Sequential, _ x: Tensor) -> Int {
    var (values, dead) = (x, 0)
    for layer in model.layers {
        values = layer.predict(values)
        if layer is ReLU { dead += Int((values.max(alongAxes: 0) .== 0).sum()) }
    }
    return dead
}

extension [Scalar] {
    var mean: Scalar { reduce(0, +) / Scalar(count) }

    /// With n − 1 below the sum of squares: what one draw is away from the mean, usually.
    var deviation: Scalar {
        let mean = mean
        return (map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Scalar(count - 1)).squareRoot()
    }

    var median: Scalar {
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}

/// The mean of b − a and its standard error: of differences in pairs, and as if there were no pairs.
func compared(_ a: [Scalar], _ b: [Scalar]) -> (mean: Scalar, paired: Scalar, unpaired: Scalar) {
    let differences = zip(a, b).map { $1 - $0 }
    let n = Scalar(differences.count)
    return (
        differences.mean, differences.deviation / n.squareRoot(),
        ((a.deviation * a.deviation + b.deviation * b.deviation) / n).squareRoot()
    )
}
