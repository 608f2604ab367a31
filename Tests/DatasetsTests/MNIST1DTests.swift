import Datasets
import Nabla
import Testing

@Suite("MNIST-1D")
struct MNIST1DTests {
    @Test("templates begin at 0 and have a standard deviation of 1/6; zero rises, one falls")
    func templates() {
        #expect(MNIST1D.templates.shape == [10, 12])
        for digit in 0..<10 {
            let template = MNIST1D.templates[digit]
            #expect(template[0].item == 0)
            #expect(abs(template.variance().squareRoot() - 1.0 / 6) < 1e-6)
        }
        #expect(MNIST1D.templates[0, 1].item > 0 && MNIST1D.templates[1, 1].item < 0)
    }

    @Test("equal classes in random order, standardized by the training set; the same for the same seed")
    func sets() {
        let (training, test) = MNIST1D.sets(training: 2000, test: 500, seed: 1)
        #expect(training.signals.shape == [2000, 40] && test.signals.shape == [500, 40])
        #expect((0..<10).allSatisfy { k in training.labels.filter { $0 == k }.count == 200 })
        #expect(training.labels.prefix(10) != [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(abs(training.signals.mean()) < 1e-5 && abs(training.signals.variance() - 1) < 1e-4)
        #expect(abs(test.signals.mean()) < 0.1 && abs(test.signals.variance() - 1) < 0.1)
        let again = MNIST1D.sets(training: 2000, test: 500, seed: 1)
        #expect(again.training.signals == training.signals && again.test.labels == test.labels)
        #expect(MNIST1D.sets(training: 2000, test: 0, seed: 2).training.signals != training.signals)
    }

    @Test("random templates are other shapes in the same form, and make another task")
    func randomTemplates() {
        var (one, other) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1))
        let templates = MNIST1D.randomTemplates(using: &one)
        #expect(templates.shape == [10, 12] && templates == MNIST1D.randomTemplates(using: &other))
        #expect((0..<10).allSatisfy { templates[$0, 0].item == 0 })
        #expect((0..<10).allSatisfy { abs(templates[$0].variance().squareRoot() - 1.0 / 6) < 1e-6 })
        let (training, _) = MNIST1D.sets(training: 100, test: 0, templates: templates, seed: 1)
        #expect(training.signals != MNIST1D.sets(training: 100, test: 0, seed: 1).training.signals)
        #expect(training.labels == MNIST1D.sets(training: 100, test: 0, seed: 1).training.labels)
    }

    /// A digit that stays where it is fills the first 12 to 18 of 40 points; the mean over a class is its template, made wide.
    @Test("without rotation the mean of a class is its template, and noise is what follows it")
    func mean() {
        let (training, _) = MNIST1D.sets(training: 4000, test: 0, rotation: 1, seed: 3)
        for digit in [0, 2, 6, 7] {
            let rows = training.labels.indices.filter { training.labels[$0] == digit }
            let signals = training.signals.gathering(rows)
            let (mean, template) = (signals.mean(alongAxes: 0), MNIST1D.templates[digit])
            // Point 2 of 40 is between point 2 and 4 of 12, on a plateau; 30 lies behind every digit.
            let expected = (template[3].item > 0 ? 1 : -1) as Scalar
            #expect(mean[2].item * expected > 0.5, "digit \(digit)")
            #expect(abs(mean[30].item - mean[36].item) < 0.4)
        }
    }

    /// The published table has 32 % for a linear model.
    @Test("a linear model gets about a third right, a convolutional network far more")
    func models() {
        let (training, test) = MNIST1D.sets(seed: 1)
        func accuracy(_ model: Sequential, _ x: Tensor, _ y: Tensor, rate: Scalar) -> Scalar {
            let trainer = Trainer(
                model, optimizer: Adam(model.parameters, learningRate: rate), seed: 1, schedule: .cosine(steps: 800))
            trainer.fit(x, training.labels, epochs: 20, batchSize: 100)
            return evaluate(model, y, test.labels).accuracy
        }
        var g = SeededGenerator(seed: 5)
        let linear = accuracy(
            Sequential(Dense(40, 10, using: &g)), training.signals, test.signals, rate: 0.01)
        let network = Sequential(
            Conv1D(1, 25, size: 5, stride: 2, padding: 1, initializer: .heNormal, using: &g), ReLU(),
            Conv1D(25, 25, size: 3, stride: 2, padding: 1, initializer: .heNormal, using: &g), ReLU(),
            Conv1D(25, 25, size: 3, stride: 2, padding: 1, initializer: .heNormal, using: &g), ReLU(), Flatten(),
            Dense(125, 10, using: &g))
        let convolutional = accuracy(
            network, training.signals.expanded(atAxis: 1), test.signals.expanded(atAxis: 1), rate: 0.01)
        #expect(linear > 0.25 && linear < 0.40, "\(linear)")
        #expect(convolutional > 0.80, "\(convolutional)")
    }
}
