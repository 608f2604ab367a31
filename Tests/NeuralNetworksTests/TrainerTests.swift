import Autodiff
import NeuralNetworks
import Tensors
import Testing

@Suite("Trainer")
struct TrainerTests {
    /// Two clouds that a line separates, and a few layers.
    private func problem(seed: UInt64) -> (x: Tensor, labels: [Int]) {
        var generator = SeededGenerator(seed: seed)
        var x = Tensor(randomNormal: [60, 2], standardDeviation: 0.5, using: &generator)
        let labels = (0..<60).map { $0 % 2 }
        for (row, label) in labels.enumerated() { x[row] = x[row] + (label == 0 ? [-1, -1] : [1, 1]) }
        return (x, labels)
    }

    private func model(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(Dense(2, 8, using: &generator), Tanh(), Dense(8, 2, using: &generator))
    }

    @Test("batches: every number once, the last one smaller")
    func batches() {
        var generator = SeededGenerator(seed: 1)
        let batches = shuffledBatches(7, size: 3, using: &generator)
        #expect(batches.map(\.count) == [3, 3, 1])
        #expect(batches.flatMap { $0 }.sorted() == Array(0..<7))
        #expect(batches.flatMap { $0 } != Array(0..<7))
    }

    @Test("two clouds are learned, and the history has an entry an epoch")
    func learns() {
        let (x, labels) = problem(seed: 2)
        let model = model(seed: 3)
        let trainer = Trainer(model, optimizer: Adam(model.parameters, learningRate: 0.05), seed: 4)
        var updates = 0
        let history = trainer.fit(
            x[0..<40], Array(labels[0..<40]), epochs: 20, batchSize: 8,
            validation: (x[40...], Array(labels[40...]))
        ) { state in
            updates += 1
            #expect(state.batches == 5)
        }
        #expect(updates == 20 * 5)
        #expect(history.loss.count == 20 && history.validationAccuracy.count == 20)
        #expect(history.batchLoss.count == 100)
        #expect(history.loss.last! < 0.2 * history.loss.first!)
        #expect(evaluate(model, x, labels).accuracy > 0.9)
    }

    @Test("the same seeds give the same weights, bit by bit")
    func reproducible() {
        let (x, labels) = problem(seed: 2)
        let runs = (0..<2).map { _ in
            let model = model(seed: 3)
            Trainer(model, optimizer: RMSProp(model.parameters), seed: 4).fit(
                x, labels, epochs: 3, batchSize: 16)
            return model.parameters.map(\.value)
        }
        #expect(runs[0] == runs[1])
    }

    @Test("patience stops after so many epochs without improvement, and goes back to the best weights")
    func patience() {
        let (x, labels) = problem(seed: 2)
        let wrong = labels.map { 1 - $0 }
        let model = model(seed: 3)
        let trainer = Trainer(model, optimizer: SGD(model.parameters, learningRate: 0.1), seed: 4)
        // Validated against the opposite labels, every epoch is worse than the one before.
        let history = trainer.fit(x, labels, epochs: 50, batchSize: 60, validation: (x, wrong), patience: 3)
        #expect(history.validationLoss.count == 1 + 3)
        #expect(history.bestEpoch == 0)
        let restored = evaluate(model, x, wrong).loss
        #expect(restored == history.validationLoss[0])
    }

    @Test("accuracy does not depend on how the samples are cut; the confusion matrix counts truth by row")
    func metrics() {
        let scores: Tensor = [[3, 1, 0], [0, 2, 1], [0, 2, 1], [0, 1, 5]]
        #expect(accuracy(scores: scores, labels: [0, 1, 2, 2]) == 0.75)
        #expect(
            confusionMatrix(predicted: [0, 1, 1, 2], labels: [0, 1, 2, 2], classes: 3)
                == [[1, 0, 0], [0, 1, 0], [0, 1, 1]])
        let many = Tensor(randomLike: 2301)
        let model = Sequential(Dense(weight: Tensor(identity: 3), bias: Tensor(zeros: [3])))
        let labels = (0..<2301).map { $0 % 3 }
        expectClose(
            Tensor(evaluate(model, many, labels).accuracy), Tensor(accuracy(scores: many, labels: labels)),
            "accuracy")
    }

    @Test("accuracy: a row with a NaN is not right, wherever the NaN stands and whatever the label")
    func notANumber() {
        let (nan, infinity) = (Scalar.nan, Scalar.infinity)
        let scalars: [Scalar] = [
            1, nan, 3, nan, 0, 0, 0, 0, nan, nan, nan, nan, 1, 2, 3, -infinity, 0, infinity,
        ]
        let rows = Tensor(scalars: scalars, shape: [6, 3])
        for label in 0..<3 {
            let expected: Scalar = label == 2 ? 2 : 0
            #expect(accuracy(scores: rows, labels: [Int](repeating: label, count: 6)) == expected / 6)
        }
        let model = Sequential(Dense(weight: Tensor(identity: 3), bias: Tensor(zeros: [3])))
        #expect(evaluate(model, rows[0..<4], [1, 0, 2, 0]).accuracy == 0)
    }

    @Test("the best epoch is never one of NaN")
    func bestEpoch() {
        var history = History()
        #expect(history.bestEpoch == nil)
        for (losses, best) in [
            ([.nan, 0.5, 0.4], 2), ([0.5, .nan, 0.4], 2), ([0.4, .nan, 0.5], 0), ([.nan, .nan], nil),
            ([0.4, 0.4], 0),
            ([.infinity, .nan], 0),
        ] as [([Scalar], Int?)] {
            history.validationLoss = losses
            #expect(history.bestEpoch == best, "\(losses)")
        }
    }

    @Test("patience counts epochs of NaN as no improvement, and keeps the weights where none was better")
    func patienceWithNaN() {
        let (x, labels) = problem(seed: 2)
        let model = model(seed: 3)
        let trainer = Trainer(model, optimizer: SGD(model.parameters, learningRate: .nan), seed: 4)
        let history = trainer.fit(x, labels, epochs: 50, batchSize: 60, validation: (x, labels), patience: 3)
        #expect(history.validationLoss.count == 3)
        #expect(history.bestEpoch == nil)
    }

    @Test("patience goes back to the running averages of the best epoch, also deep inside")
    func patienceWithBuffers() {
        let (x, labels) = problem(seed: 2)
        let wrong = labels.map { 1 - $0 }
        var g = SeededGenerator(seed: 3)
        let model = Sequential(
            Residual(Sequential(TimeDistributed(BatchNorm(1)), Tanh())), Flatten(), Dense(2, 2, using: &g))
        let steps = x.reshaped(to: [60, 2, 1])
        let trainer = Trainer(model, optimizer: SGD(model.parameters, learningRate: 0.1), seed: 4)
        let history = trainer.fit(
            steps, labels, epochs: 50, batchSize: 60, validation: (steps, wrong), patience: 3)
        let best = history.bestEpoch!
        #expect(history.validationLoss.count == best + 1 + 3)
        let restored = evaluate(model, steps, wrong).loss
        #expect(restored == history.validationLoss[best])
    }

    @Test("regression: a line is learned from targets that are a tensor, with every loss for numbers")
    func regression() {
        var generator = SeededGenerator(seed: 5)
        let x = Tensor(randomNormal: [80, 2], using: &generator)
        // y = 3x₀ − 2x₁ + 1.
        let y = x[.all, 0..<1] * 3 - x[.all, 1..<2] * 2 + 1
        let losses: [Trainer.TargetLoss] = [meanSquaredError, meanAbsoluteError]
        for loss in losses {
            let layer = Dense(2, 1, using: &generator)
            let trainer = Trainer(
                layer, optimizer: Adam(layer.parameters, learningRate: 0.05), seed: 4, loss: loss)
            let history = trainer.fit(
                x[0..<60], targets: y[0..<60], epochs: 120, batchSize: 10, validation: (x[60...], y[60...]))
            #expect(history.validationLoss.last! < 0.05)
            #expect(
                history.loss.count == 120 && history.accuracy.isEmpty && history.validationAccuracy.isEmpty)
            expectClose(layer.weight.value, [[3], [-2]], relative: 0.03, "weight")
            expectClose(layer.bias.value, [1], relative: 0.05, "bias")
        }
        let exact = Dense(weight: [[3], [-2]], bias: [0])
        // Off by 1 everywhere.
        let off = evaluate(exact, x, targets: y, loss: meanSquaredError)
        #expect(abs(off - 1) < 1e-5)
    }

    @Test("yes or no from a table: targets in 0…1 with the cross-entropy of scores")
    func yesOrNo() {
        let (x, labels) = problem(seed: 2)
        let y = Tensor(labels.map { Scalar($0) }).reshaped(to: [60, 1])
        let layer = Dense(weight: [[0], [0]], bias: [0])
        let trainer = Trainer(
            layer, optimizer: SGD(layer.parameters, learningRate: 0.5), seed: 1,
            loss: sigmoidCrossEntropy(scores:expected:))
        let history = trainer.fit(x, targets: y, epochs: 30, batchSize: 20)
        #expect(history.loss.last! < 0.15)
        let right = zip(layer.predict(x).scalars, labels).filter { ($0 > 0 ? 1 : 0) == $1 }.count
        #expect(right > 54)
    }

    @Test("a schedule sets the rate before every update, counted over all calls of fit")
    func schedule() {
        let (x, labels) = problem(seed: 2)
        let model = model(seed: 3)
        let optimizer = SGD(model.parameters, learningRate: 0.1)
        let schedule = Schedule.steps(every: 3, factor: 0.5)
        let trainer = Trainer(model, optimizer: optimizer, seed: 4, schedule: schedule)
        var rates: [Scalar] = []
        for _ in 0..<2 {
            trainer.fit(x, labels, epochs: 1, batchSize: 15) { _ in rates.append(optimizer.learningRate) }
        }
        #expect(rates == (0..<8).map { 0.1 * schedule.factor(at: $0) })
    }

    @Test("after every epoch the history is handed over")
    func onEpoch() {
        let (x, labels) = problem(seed: 2)
        let model = model(seed: 3)
        var counts: [Int] = []
        let history = Trainer(model, optimizer: Adam(model.parameters), seed: 4).fit(
            x, labels, epochs: 3, batchSize: 20, validation: (x, labels),
            onEpoch: { counts.append($0.validationLoss.count) })
        #expect(counts == [1, 2, 3] && history.loss.count == 3)
        #expect(
            Trainer(model, optimizer: Adam(model.parameters), seed: 4).fit(x, labels, epochs: 0, batchSize: 1)
                .loss.isEmpty)
    }
}

extension Tensor {
    fileprivate init(randomLike rows: Int) {
        var generator = SeededGenerator(seed: 1)
        self.init(randomNormal: [rows, 3], using: &generator)
    }
}
