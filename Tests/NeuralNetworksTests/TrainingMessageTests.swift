import Autodiff
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

@Suite("Messages of training and measuring")
struct TrainingMessageTests {
    /// The mistake with this number, made.
    static func make(_ number: Int) {
        let layer = Dense(weight: [[1, 0], [0, 1]], bias: [0, 0])
        let x = Tensor(zeros: [4, 2])
        let labels = [0, 1, 0, 1]
        let trainer = Trainer(layer, optimizer: SGD(layer.parameters), seed: 1)
        let regression = Trainer(layer, optimizer: SGD(layer.parameters), seed: 1, loss: meanSquaredError)
        var generator = SeededGenerator(seed: 1)
        switch number {
        case 0: trainer.fit(x, labels, epochs: -1, batchSize: 2)
        case 1: trainer.fit(x, labels, epochs: 1, batchSize: 0)
        case 2: trainer.fit(x, [0, 1], epochs: 1, batchSize: 2)
        case 3: trainer.fit(x, labels, epochs: 1, batchSize: 2, patience: 1)
        case 4: trainer.fit(x, labels, epochs: 1, batchSize: 2, validation: (x, labels), patience: 0)
        case 5: trainer.fit(x, labels, epochs: 1, batchSize: 2, validation: (x, []))
        case 6: trainer.fit(x, targets: x, epochs: 1, batchSize: 2)
        case 7: regression.fit(x, labels, epochs: 1, batchSize: 2)
        case 8: regression.fit(x, targets: Tensor(zeros: [3, 2]), epochs: 1, batchSize: 2)
        case 9: regression.fit(x, targets: Tensor(zeros: [4]), epochs: 1, batchSize: 2)
        case 10:
            trainer.fit(x, labels, epochs: 1, batchSize: 2) { _ in
                trainer.fit(x, labels, epochs: 1, batchSize: 2)
            }
        case 11: _ = shuffledBatches(-1, size: 2, using: &generator)
        case 12: _ = confusionMatrix(predicted: [], labels: [], classes: -1)
        case 13: _ = accuracy(scores: Tensor(zeros: [2, 0]), labels: [0, 0])
        case 14: _ = evaluate(layer, Tensor(1), [])
        case 15: _ = Adam(layer.parameters, beta2: 1)
        case 16: _ = Sequential(LastStep()).summary(inputShape: [3])
        case 17: _ = TimeDistributed(layer).outputShape(for: [2, 3])
        case 18: _ = Flatten().outputShape(for: [])
        case 19: _ = Schedule.warmUp(steps: -1, then: .constant).factor(at: 0)
        case 20: _ = Initializer.heNormal.draw([2, 2], fanIn: 0, fanOut: 2, using: &generator)
        case 21: _ = Conv2D(1, 1, size: 3, stride: 0, using: &generator)
        case 22: _ = MaxPool2D(0)
        case 23: _ = AveragePool2D(2, padding: 2)
        case 24: _ = Conv2D(weight: Tensor(zeros: [1, 1, 3, 3]), bias: [0], padding: -1)
        case 25: _ = Dense(weight: [[1, 0], [0, 1]], bias: [0, 0]).outputShape(for: [])
        case 26: _ = ConvTranspose2D(1, 1, size: 2, stride: 2, outputPadding: 2, using: &generator)
        case 27:
            _ = gaussianNegativeLogLikelihood(
                mean: Variable(x), logVariance: Variable(x), expected: .constant(Tensor(zeros: [4])))
        case 28: _ = gaussianKLDivergence(mean: Variable(x), logVariance: Variable(Tensor(zeros: [2])))
        case 29: _ = kMeans(x, clusters: 5, using: &generator)
        case 30: _ = ExponentialMovingAverage(of: layer.parameters, decay: 1)
        // Sizes beyond all numbers.
        case 31: _ = shuffledBatches(.max, size: 2, using: &generator)
        case 32: _ = confusionMatrix(predicted: [], labels: [], classes: .max)
        case 33: _ = Dense(.max, .max, using: &generator)
        case 34: _ = Conv2D(1, 1, size: 1 << 40, using: &generator)
        case 35: _ = Conv1D(1, 1, size: 3, padding: .max, using: &generator).outputShape(for: [1, 1, 5])
        case 36: _ = ConvTranspose2D(1, 1, size: .max, using: &generator)
        case 37: _ = Upsample2D(.max).outputShape(for: [1, 1, 5, 5])
        case 38: _ = LSTM(4, .max, using: &generator)
        default: _ = SafeTensors.encode([("__metadata__", [1])])
        }
    }

    static let messages = [
        "fit: expected at least 0 epochs and a batchSize of at least 1, but got -1 and 2",
        "fit: expected at least 0 epochs and a batchSize of at least 1, but got 1 and 0",
        "fit: expected one label for each sample, but got samples [4, 2] and 2 labels",
        "because patience watches the validation loss; but got no samples",
        "a patience of at least 1 epoch, because patience watches the validation loss; but got 0",
        "fit, validation: expected one label for each sample, but got samples [4, 2] and 0 labels",
        "fit: expected labels, because this trainer's loss takes classes, but got targets; give the trainer a loss",
        "fit: expected targets, because this trainer's loss takes numbers, but got labels; pass them as targets",
        "fit: expected one target for each sample, but got samples [4, 2] and targets [3, 2]",
        "meanSquaredError: expected two of one shape, but got [2, 2] and [2]",
        "fit: expected that no other call of fit is running",
        "shuffledBatches: expected a count of at least 0, but got -1",
        "confusionMatrix: expected as many predictions as labels and at least 0 classes, but got 0, 0 and -1",
        "accuracy: expected scores [N, K] and N labels, but got [2, 0] and 2 labels",
        "evaluate: expected one label for each sample, but got samples [] and 0 labels",
        "Adam: expected beta1 and beta2 in 0..<1, but got 0.9 and 1.0",
        "LastStep(): expected an input of shape [N, T, D], but got [1, 3]; put it behind a recurrent layer",
        "TimeDistributed(Dense(2, 2)): expected an input of shape [N, T, D], but got [2, 3]",
        "Flatten(): expected a samples axis, but got shape []",
        "Schedule: expected a warm-up of at least 0 steps, but got -1",
        "Initializer: expected a fanIn and a fanOut of at least 1, but got 0 and 2",
        "Conv2D: expected a stride of at least 1 and a padding of at least 0, but got 0 and 0",
        "MaxPool2D: expected a size and a stride of at least 1 and a padding of at most half the size, but got 0, 0 and 0",
        "AveragePool2D: expected a size and a stride of at least 1 and a padding of at most half the size, but got 2, 2 and 2",
        "Conv2D: expected a stride of at least 1 and a padding of at least 0, but got 1 and -1",
        "Dense(2, 2): expected an input of shape [N, 2], but got []",
        "size 2, stride 2, padding 0, outputPadding 2",
        "gaussianNegativeLogLikelihood: expected two of one shape, but got [4, 2] and [4]",
        "gaussianKLDivergence: expected a mean and a logVariance of one shape [N, D], but got [4, 2] and [2]",
        "kMeans: expected points [N, D], between 1 and N clusters and at least 1 iteration, but got [4, 2], 5 and 100",
        "ExponentialMovingAverage: expected a decay in 0..<1, but got 1.0; 0.99 looks back over 100 updates",
        "shuffledBatches: expected fewer than 2⁶⁰ elements, but got shape [9223372036854775807]",
        "confusionMatrix: expected fewer than 2⁶⁰ elements",
        "got shape [9223372036854775807, 9223372036854775807]; no memory holds so many",
        "got shape [1, 1, 1099511627776, 1099511627776]; no memory holds so many",
        "Conv1D(1, 1, 3, padding 9223372036854775807): expected fewer than 2⁶⁰ elements",
        "got shape [1, 1, 9223372036854775807, 9223372036854775807]; no memory holds so many",
        "Upsample2D(9223372036854775807): expected fewer than 2⁶⁰ elements",
        "got shape [4, 9223372036854775807]; no memory holds so many",
        "SafeTensors: expected a name for each tensor, but '__metadata__' came twice or is reserved",
    ]

    @Test("a broken contract is named, with what came and what to do", arguments: 0..<messages.count)
    func message(number: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [number] in
            TrainingMessageTests.make(number)
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains(TrainingMessageTests.messages[number]), "\(text)")
    }
}
