import Datasets
import Nabla
import Testing

/// The proof that the kit's own handwriting is worth learning from: who learns from it alone reads real digits.
@Suite struct RealDigitsTests {
    // Seeds 1 to 3: 0.923, 0.913, 0.913.
    @Test("a network that learned the built-in training digits reads the built-in test digits")
    func readsBuiltIn() {
        let (digits, model) = Self.trained(count: 4000, seed: 1)
        #expect(evaluate(model, digits.test.images, digits.test.labels).accuracy > 0.88)
    }

    // Seeds 1 to 3: 0.891, 0.894, 0.888.
    @Test(
        "a network that saw only built-in digits reads most real ones",
        .enabled(if: MNISTTests.real != nil, "needs MNIST: set NABLA_DATA"), arguments: [1, 2] as [UInt64])
    func readsReal(seed: UInt64) throws {
        let real = try #require(MNISTTests.real).test
        let (_, model) = Self.trained(count: 12_000, seed: seed)
        let accuracy = evaluate(model, real.images, real.labels).accuracy
        #expect(accuracy > 0.85)
    }

    private static func trained(count: Int, seed: UInt64) -> (digits: MNIST, model: Sequential) {
        let digits = MNIST.builtIn(trainingCount: count)
        var generator = SeededGenerator(seed: seed)
        let model = Sequential(
            Flatten(), Dense(784, 128, using: &generator), ReLU(), Dense(128, 10, using: &generator))
        let trainer = Trainer(model, optimizer: Adam(model.parameters, learningRate: 0.002), seed: seed)
        trainer.fit(digits.training.images, digits.training.labels, epochs: 8, batchSize: 128)
        return (digits, model)
    }
}
