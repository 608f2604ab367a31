import Nabla
import Notebook

/// A generator that turns noise into points, and a discriminator that tells them from real ones: a GAN.
final class Adversaries {
    let generator: Sequential
    let discriminator: Sequential
    let noiseSize: Int
    let generatorOptimizer: Adam
    let discriminatorOptimizer: Adam
    private var random: SeededGenerator

    /// - Parameters:
    ///   - size: the numbers of a point, and of its noise.
    ///   - hidden: the two hidden layers of the generator and of the discriminator.
    init(
        size: Int, hidden: (generator: Int, discriminator: Int), generatorRate: Scalar, discriminatorRate: Scalar,
        seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        func stack(_ widths: [Int], _ activation: () -> any Layer) -> Sequential {
            let layers = zip(widths, widths.dropFirst()).flatMap { inputs, outputs -> [any Layer] in
                [Dense(inputs, outputs, initializer: .heNormal, using: &random), activation()]
            }
            return Sequential(Array(layers.dropLast()))
        }
        noiseSize = size
        generator = stack([size, hidden.generator, hidden.generator, size]) { ReLU() }
        discriminator = stack([size, hidden.discriminator, hidden.discriminator, 1]) { LeakyReLU(slope: 0.2) }
        self.random = random
        generatorOptimizer = Adam(generator.parameters, learningRate: generatorRate, beta1: 0.5)
        discriminatorOptimizer = Adam(discriminator.parameters, learningRate: discriminatorRate, beta1: 0.5)
    }

    func noise(_ count: Int) -> Tensor { Tensor(randomNormal: [count, noiseSize], using: &random) }

    /// Points that nobody drew.
    func samples(_ count: Int) -> Tensor { generator.predict(noise(count)) }

    /// The probability that each point is real, as the discriminator sees it.
    func realness(_ x: Tensor) -> Tensor { sigmoid(discriminator.predict(x)) }

    /// One update of the discriminator: real points shall get 1, generated ones 0. Returns its loss.
    @discardableResult
    func discriminatorStep(real: Tensor) -> Scalar {
        let (count, fake) = (real.shape[0], generator.predict(noise(real.shape[0])))
        let scores = discriminator(.constant(Tensor(concatenating: [real, fake])), mode: .training)
        let loss =
            sigmoidCrossEntropy(scores: scores[0..<count], expected: .constant(Tensor(ones: [count, 1])))
            + sigmoidCrossEntropy(scores: scores[count..<2 * count], expected: .constant(Tensor(zeros: [count, 1])))
        discriminatorOptimizer.zeroGradients()
        loss.backward()
        discriminatorOptimizer.step()
        return loss.item
    }

    /// One update of the generator: its points shall get 1 from the discriminator, which stays as it is.
    @discardableResult
    func generatorStep(_ count: Int) -> Scalar {
        let fake = generator(.constant(noise(count)), mode: .training)
        let scores = discriminator(fake, mode: .inference)
        let loss = sigmoidCrossEntropy(scores: scores, expected: .constant(Tensor(ones: [count, 1])))
        generatorOptimizer.zeroGradients()
        loss.backward()
        generatorOptimizer.step()
        return loss.item
    }

    /// Updates both in turn. Returns the two losses of the last step.
    @discardableResult
    func train(
        steps: Int, batch: Int, real: (Int, inout SeededGenerator) -> Tensor, onStep: (Int) -> Void = { _ in }
    ) -> (discriminator: Scalar, generator: Scalar) {
        var losses: (discriminator: Scalar, generator: Scalar) = (0, 0)
        for step in 1...max(1, steps) {
            losses.discriminator = discriminatorStep(real: real(batch, &random))
            losses.generator = generatorStep(batch)
            onStep(step)
        }
        return losses
    }
}
