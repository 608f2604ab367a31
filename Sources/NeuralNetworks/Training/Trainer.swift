import Autodiff
import Tensors

/// Cuts the numbers 0..<count into batches in a new random order; the last batch may be smaller.
public func shuffledBatches(
    _ count: Int, size: Int, using generator: inout SeededGenerator
) -> [[Int]] {
    require(size > 0, "shuffledBatches: expected a size of at least 1, but got \(size)")
    require(count >= 0, "shuffledBatches: expected a count of at least 0, but got \(count)")
    _ = Tensor.sizeToAllocate([count], operation: "shuffledBatches")
    let order = (0..<count).shuffled(using: &generator)
    return stride(from: 0, to: count, by: size).map { Array(order[$0..<min($0 + size, count)]) }
}

/// The training loop: shuffle, take a batch, forward, backward, step; once for every batch of every epoch.
///
///     let trainer = Trainer(model, optimizer: Adam(model.parameters), seed: 1)
///     trainer.fit(images, labels, epochs: 5, batchSize: 128)
///
/// Classes are learned from `labels` with a loss of scores and labels, numbers (regression) from `targets` with a loss of
/// two tensors: `Trainer(model, optimizer: …, seed: 1, loss: meanSquaredError)`, then `fit(x, targets: y, …)`.
///
/// A training that was interrupted goes on bit by bit as one that ran through: see `saveCheckpoint(to:)`.
public final class Trainer {
    public typealias Loss = (_ scores: Variable, _ labels: [Int]) -> Variable
    public typealias TargetLoss = (_ predicted: Variable, _ expected: Variable) -> Variable

    public let model: any Layer
    public let optimizer: any Optimizer
    /// How the learning rate changes with `updates`, as a factor on `initialLearningRate`.
    public let schedule: Schedule
    /// The optimizer's learning rate when the trainer was made.
    public package(set) var initialLearningRate: Scalar
    /// How many epochs are complete, over all calls of `fit`.
    public package(set) var epoch = 0
    /// How many updates were made, over all calls of `fit`.
    public package(set) var updates = 0
    let objective: Objective
    package var generator: SeededGenerator
    /// The call of `fit` that is running, and the one that a checkpoint was saved in and the next call goes on with.
    package var running: FitProgress?
    package var resumed: FitProgress?

    private init(
        _ model: any Layer, _ optimizer: any Optimizer, _ seed: UInt64, _ schedule: Schedule,
        _ objective: Objective
    ) {
        (self.model, self.optimizer, self.schedule, self.objective) = (model, optimizer, schedule, objective)
        initialLearningRate = optimizer.learningRate
        generator = SeededGenerator(seed: seed)
    }

    /// Makes a trainer for classes.
    ///
    /// - Parameters:
    ///   - model: what is trained.
    ///   - optimizer: changes the parameters of the model.
    ///   - seed: decides the order of the samples.
    ///   - schedule: a factor on the optimizer's learning rate for every update; constant unless told otherwise.
    ///   - loss: takes scores and labels.
    public convenience init(
        _ model: any Layer, optimizer: any Optimizer, seed: UInt64, schedule: Schedule = .constant,
        loss: @escaping Loss = { softmaxCrossEntropy(scores: $0, labels: $1) }
    ) {
        self.init(model, optimizer, seed, schedule, .labels(loss))
    }

    /// Makes a trainer for numbers: the loss compares the outputs with targets of the same shape.
    public convenience init(
        _ model: any Layer, optimizer: any Optimizer, seed: UInt64, schedule: Schedule = .constant,
        loss: @escaping TargetLoss
    ) {
        self.init(model, optimizer, seed, schedule, .values(loss))
    }

    /// Trains for some epochs on samples with classes.
    ///
    /// - Parameters:
    ///   - x: the samples; the first axis is the samples axis.
    ///   - labels: the class of each sample, counted from 0.
    ///   - epochs: how often every sample is seen.
    ///   - batchSize: how many samples an update is computed from.
    ///   - validation: samples that are only measured, after every epoch.
    ///   - patience: stop when the validation loss has not improved for so many epochs, and go back to the best
    ///     weights.
    ///   - onUpdate: called after every update, to show progress.
    ///   - onEpoch: called after every epoch with all that was measured.
    @discardableResult
    public func fit(
        _ x: Tensor, _ labels: [Int], epochs: Int, batchSize: Int,
        validation: (x: Tensor, labels: [Int])? = nil, patience: Int? = nil,
        onUpdate: (TrainingState) -> Void = { _ in }, onEpoch: (History) -> Void = { _ in }
    ) -> History {
        fit(
            x, .labels(labels), epochs: epochs, batchSize: batchSize,
            validation: validation.map { ($0.x, .labels($0.labels)) }, patience: patience,
            onUpdate: onUpdate, onEpoch: onEpoch)
    }

    /// Trains for some epochs on samples with numbers to predict, as the other `fit`. No accuracy is measured.
    ///
    /// Shapes: x [N, …], targets of the shape of the outputs, such as [N, 1].
    @discardableResult
    public func fit(
        _ x: Tensor, targets: Tensor, epochs: Int, batchSize: Int,
        validation: (x: Tensor, targets: Tensor)? = nil, patience: Int? = nil,
        onUpdate: (TrainingState) -> Void = { _ in }, onEpoch: (History) -> Void = { _ in }
    ) -> History {
        fit(
            x, .values(targets), epochs: epochs, batchSize: batchSize,
            validation: validation.map { ($0.x, .values($0.targets)) }, patience: patience,
            onUpdate: onUpdate, onEpoch: onEpoch)
    }

    private func fit(
        _ x: Tensor, _ targets: Targets, epochs: Int, batchSize: Int,
        validation: (x: Tensor, targets: Targets)?,
        patience: Int?, onUpdate: (TrainingState) -> Void, onEpoch: (History) -> Void
    ) -> History {
        targets.requireMatch(x, "fit")
        validation?.targets.requireMatch(validation!.x, "fit, validation")
        require(
            epochs >= 0 && batchSize > 0,
            "fit: expected at least 0 epochs and a batchSize of at least 1, but got \(epochs) and \(batchSize)"
        )
        require(
            patience == nil || validation != nil && patience! > 0,
            "fit: expected validation samples and a patience of at least 1 epoch, because patience watches the "
                + "validation loss; but got \(validation == nil ? "no samples" : "\(patience!)")")
        require(
            running == nil, "fit: expected that no other call of fit is running, but got one from within it")
        running = resumed ?? FitProgress()
        resumed = nil
        defer { running = nil }
        let first = running!.history.loss.count
        for number in first..<(first + epochs) {
            trainEpoch(x, targets, batchSize, number: number, of: first + epochs, onUpdate)
            if let validation {
                let measured = measure(model, validation.x, validation.targets) { objective($0, $1) }
                running!.history.validationLoss.append(measured.loss)
                if let accuracy = measured.accuracy { running!.history.validationAccuracy.append(accuracy) }
            }
            let best = running!.history.bestEpoch
            if patience != nil, best == number { running!.bestValues = savedParameters.map(\.value) }
            onEpoch(running!.history)
            if let patience, number - (best ?? -1) >= patience { break }
        }
        if patience != nil {
            for (parameter, value) in zip(savedParameters, running!.bestValues) { parameter.value = value }
        }
        return running!.history
    }

    private func trainEpoch(
        _ x: Tensor, _ targets: Targets, _ batchSize: Int, number: Int, of epochs: Int,
        _ onUpdate: (TrainingState) -> Void
    ) {
        if running!.epoch == nil { running!.epoch = EpochProgress(generator: generator) }
        generator = running!.epoch!.generator
        let batches = shuffledBatches(targets.count, size: batchSize, using: &generator)
        for batch in running!.epoch!.batch..<max(running!.epoch!.batch, batches.count) {
            let expected = targets.gathering(batches[batch])
            if schedule != .constant {
                optimizer.learningRate = initialLearningRate * schedule.factor(at: updates)
            }
            let outputs = model(.constant(x.gathering(batches[batch])), mode: .training)
            let loss = objective(outputs, expected)
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()

            updates += 1
            running!.history.batchLoss.append(loss.item)
            running!.epoch!.add(
                loss: loss.item, correct: expected.correctCount(outputs.value), samples: expected.count)
            let progress = running!.epoch!
            onUpdate(
                TrainingState(
                    epoch: number, epochs: epochs, batch: batch, batches: batches.count, loss: progress.loss,
                    accuracy: progress.accuracy ?? .nan))
        }
        running!.history.loss.append(running!.epoch!.loss)
        if let accuracy = running!.epoch!.accuracy { running!.history.accuracy.append(accuracy) }
        running!.epoch = nil
        epoch += 1
    }

    /// All that patience goes back to.
    package var savedParameters: [Parameter] { model.namedParameters.map(\.parameter) }
}

/// How far a call of `fit` has come: all it needs to go on, besides model, optimizer and generator.
package struct FitProgress {
    package var history = History()
    /// The parameters and buffers after the best epoch, for patience.
    package var bestValues: [Tensor] = []
    /// The epoch that is not complete yet.
    package var epoch: EpochProgress?

    package init() {}
}

/// How far an epoch has come.
package struct EpochProgress {
    /// The trainer's generator at its start: it gives the order of the samples again.
    package let generator: SeededGenerator
    /// How many batches are done.
    package var batch = 0
    package var lossSum = 0.0
    /// -1 where the targets are no classes.
    package var correct = 0
    package var samples = 0

    package init(generator: SeededGenerator) { self.generator = generator }

    mutating func add(loss: Scalar, correct: Int?, samples: Int) {
        batch += 1
        lossSum += Double(loss) * Double(samples)
        self.correct = correct.map { self.correct + $0 } ?? -1
        self.samples += samples
    }

    var loss: Scalar { Scalar(lossSum / Double(samples)) }
    var accuracy: Scalar? { correct < 0 ? nil : Scalar(correct) / Scalar(samples) }
}
