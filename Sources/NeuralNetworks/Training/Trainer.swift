import Autodiff
import Tensors

/// Cuts the numbers 0..<count into batches in a new random order; the last batch may be smaller.
public func shuffledBatches(
    _ count: Int, size: Int, using generator: inout SeededGenerator
) -> [[Int]] {
    require(size > 0, "shuffledBatches: expected a size of at least 1, but got \(size)")
    let order = (0..<count).shuffled(using: &generator)
    return stride(from: 0, to: count, by: size).map { Array(order[$0..<min($0 + size, count)]) }
}

/// What training measured, one entry an epoch.
public struct History: Sendable {
    /// Mean loss and share of right answers over the batches of the epoch, measured while the model was learning.
    public var loss: [Scalar] = []
    public var accuracy: [Scalar] = []
    /// The same on the validation samples after the epoch; empty without them.
    public var validationLoss: [Scalar] = []
    public var validationAccuracy: [Scalar] = []
    /// The loss of every single batch.
    public var batchLoss: [Scalar] = []
    /// The epoch with the smallest validation loss, counted from 0.
    public var bestEpoch: Int? {
        validationLoss.indices.min { validationLoss[$0] < validationLoss[$1] }
    }
}

/// How far training has come; passed to the observer after every update.
public struct TrainingState: Sendable {
    public var epoch: Int
    public var epochs: Int
    public var batch: Int
    public var batches: Int
    /// The mean loss and accuracy of this epoch so far.
    public var loss: Scalar
    public var accuracy: Scalar
}

/// The training loop: shuffle, take a batch, forward, backward, step; once for every batch of every epoch.
public final class Trainer {
    public typealias Loss = (_ scores: Variable, _ labels: [Int]) -> Variable

    public let model: any Layer
    public let optimizer: any Optimizer
    public let loss: Loss
    private var generator: SeededGenerator

    /// - Parameter seed: decides the order of the samples.
    public init(
        _ model: any Layer, optimizer: any Optimizer, seed: UInt64,
        loss: @escaping Loss = { softmaxCrossEntropy(scores: $0, labels: $1) }
    ) {
        self.model = model
        self.optimizer = optimizer
        self.loss = loss
        generator = SeededGenerator(seed: seed)
    }

    /// Trains for some epochs.
    ///
    /// - Parameters:
    ///   - x: the samples; the first axis is the samples axis.
    ///   - validation: samples that are only measured, after every epoch.
    ///   - patience: stop when the validation loss has not improved for so many epochs, and go back to the best
    ///     weights.
    ///   - onUpdate: called after every update, to show progress.
    @discardableResult
    public func fit(
        _ x: Tensor, _ labels: [Int], epochs: Int, batchSize: Int,
        validation: (x: Tensor, labels: [Int])? = nil, patience: Int? = nil,
        onUpdate: (TrainingState) -> Void = { _ in }
    ) -> History {
        require(
            x.rank > 0 && x.shape[0] == labels.count && !labels.isEmpty,
            "fit: expected one label for each sample, but got samples \(x.shape) and \(labels.count) labels")
        require(
            patience == nil || validation != nil,
            "fit: expected validation samples, because patience watches the validation loss; but got none")
        var history = History()
        var bestWeights: [Tensor] = []
        for epoch in 0..<epochs {
            let batches = shuffledBatches(labels.count, size: batchSize, using: &generator)
            var (lossSum, correctCount, seen) = (0.0, 0, 0)
            for (number, batch) in batches.enumerated() {
                let batchLabels = batch.map { labels[$0] }
                let scores = model(.constant(x.gathering(batch)), mode: .training)
                let batchLoss = loss(scores, batchLabels)
                optimizer.zeroGradients()
                batchLoss.backward()
                optimizer.step()

                seen += batch.count
                lossSum += Double(batchLoss.item) * Double(batch.count)
                correctCount += correct(scores.value, batchLabels)
                history.batchLoss.append(batchLoss.item)
                onUpdate(
                    TrainingState(
                        epoch: epoch, epochs: epochs, batch: number, batches: batches.count,
                        loss: Scalar(lossSum / Double(seen)), accuracy: Scalar(correctCount) / Scalar(seen)))
            }
            history.loss.append(Scalar(lossSum / Double(seen)))
            history.accuracy.append(Scalar(correctCount) / Scalar(seen))
            guard let validation else { continue }
            let measured = evaluate(model, validation.x, validation.labels, loss: loss)
            history.validationLoss.append(measured.loss)
            history.validationAccuracy.append(measured.accuracy)
            guard let patience, let best = history.bestEpoch else { continue }
            if best == epoch { bestWeights = (model.parameters + model.buffers).map(\.value) }
            if epoch - best >= patience { break }
        }
        if patience != nil {
            for (kept, value) in zip(model.parameters + model.buffers, bestWeights) { kept.value = value }
        }
        return history
    }
}
