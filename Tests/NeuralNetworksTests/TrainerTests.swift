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
}

extension Tensor {
    fileprivate init(randomLike rows: Int) {
        var generator = SeededGenerator(seed: 1)
        self.init(randomNormal: [rows, 3], using: &generator)
    }
}
