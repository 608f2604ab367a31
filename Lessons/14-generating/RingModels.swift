import Nabla
import Notebook

extension CodeModel {
    /// A VAE of points: two codes, 64 units in each of two layers. The decoder gives the mean of a Gaussian with a fixed
    /// standard deviation, so the reconstruction is |x − out|²/(2s²).
    static func ofPoints(_ ring: Ring, deviation s: Scalar, updates: Int, seed: UInt64) -> CodeModel {
        var generator = SeededGenerator(seed: seed)
        let model = CodeModel(inputs: 2, hidden: [64, 64], codes: 2, using: &generator)
        let optimizer = Adam(model.parameters)
        for update in 0..<updates {
            let x = ring.draw(256, using: &generator)
            let result = model(x, noise: Tensor(randomNormal: [256, 2], using: &generator))
            let error = square(result.out - .constant(x)).sum(alongAxes: 1).mean() / (2 * s * s)
            let loss = error + gaussianKLDivergence(mean: result.mean, logVariance: result.logVariance)
            optimizer.learningRate = 0.001 * (1 - Scalar(update) / Scalar(updates))
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
        }
        return model
    }

    /// Codes to points.
    func points(_ count: Int, using generator: inout SeededGenerator) -> Tensor {
        decoder.predict(Tensor(randomNormal: [count, codes], using: &generator))
    }
}

/// How much larger the gradient at the generated points is with −ln D than with ln(1 − D), and what D gives them.
func gradientsBehind(_ game: Adversaries, seed: UInt64) -> (ratio: Scalar, fake: Scalar) {
    var random = SeededGenerator(seed: seed)
    let noise = Tensor(randomNormal: [512, game.noiseSize], using: &random)
    let points = game.generator.predict(noise)
    func size(_ loss: (Variable) -> Variable) -> Scalar {
        let x = Variable(points)
        loss(game.discriminator(x, mode: .inference)).mean().backward()
        return abs(x.gradient!).sum()
    }
    // −ln σ(s) is softplus(−s), and ln(1 − σ(s)) is −softplus(s).
    return (size { softplus(-$0) } / size { -softplus($0) }, game.realness(points).mean())
}
