import Nabla
import Notebook

/// An autoencoder whose encoder can name a cloud in place of a point: x → mean and ln σ² of a code → z → x.
///
/// Two layers of `hidden` units on either side. Trained by `train`, as a plain autoencoder or as a VAE.
final class CodeModel {
    let codes: Int
    let encoder: Sequential
    let mean: Dense
    let logVariance: Dense
    let decoder: Sequential

    init(inputs: Int, hidden: [Int], codes: Int, using generator: inout SeededGenerator) {
        func stack(_ widths: [Int]) -> [any Layer] {
            zip(widths, widths.dropFirst()).flatMap { inputs, outputs -> [any Layer] in
                [Dense(inputs, outputs, initializer: .heNormal, using: &generator), ReLU()]
            }
        }
        func last(_ inputs: Int, _ outputs: Int) -> Dense {
            let deviation = (1 / Scalar(inputs)).squareRoot()
            return Dense(
                inputs, outputs, initializer: .normal(standardDeviation: deviation), using: &generator)
        }
        self.codes = codes
        encoder = Sequential(stack([inputs] + hidden))
        mean = last(hidden.last!, codes)
        logVariance = last(hidden.last!, codes)
        let back = Array(hidden.reversed())
        decoder = Sequential(stack([codes] + back) + [last(back.last!, inputs)])
    }

    var parameters: [Parameter] { ([encoder, mean, logVariance, decoder] as [any Layer]).flatMap(\.parameters) }

    /// Where the codes of some inputs lie, and how wide their clouds are.
    func clouds(_ x: Tensor) -> (mean: Tensor, logVariance: Tensor) {
        let h = encoder.predict(x)
        return (mean.predict(h), logVariance.predict(h))
    }

    /// One pass forward: what is decoded, the means and the logarithms of the variances.
    ///
    /// Without noise the mean itself is decoded: a plain autoencoder.
    func callAsFunction(_ x: Tensor, noise: Tensor?, mode: Mode = .training)
        -> (out: Variable, mean: Variable, logVariance: Variable)
    {
        let h = encoder(.constant(x), mode: mode)
        let (μ, ln) = (mean(h, mode: mode), logVariance(h, mode: mode))
        let z = noise.map { sampled(mean: μ, logVariance: ln, noise: $0) } ?? μ
        return (decoder(z, mode: mode), μ, ln)
    }
}

/// The reparameterization trick, z = μ + σ·ε with σ = e^(½·ln σ²): a draw through which a gradient can pass.
func sampled(mean: Variable, logVariance: Variable, noise: Tensor) -> Variable {
    mean + exp(0.5 * logVariance) * .constant(noise)
}

/// Binary cross-entropy of an image, summed over its pixels; mean over the images. `scores` are before the sigmoid.
func reconstruction(scores: Variable, images: Tensor) -> Variable {
    Scalar(images.shape[1]) * sigmoidCrossEntropy(scores: scores, expected: .constant(images))
}

extension CodeModel {
    /// Trains on images in 0…1, given as rows.
    ///
    /// - Parameter β: the weight of the divergence; a plain autoencoder when nil.
    func train(on images: Tensor, β: Scalar?, epochs: Int, seed: UInt64, onUpdate: () -> Void = {}) {
        var generator = SeededGenerator(seed: seed)
        let optimizer = Adam(parameters, learningRate: 0.001)
        for _ in 0..<epochs {
            for batch in shuffledBatches(images.shape[0], size: 128, using: &generator) {
                let x = images.gathering(batch)
                let noise = β.map { _ in Tensor(randomNormal: [batch.count, codes], using: &generator) }
                let result = self(x, noise: noise)
                var loss = reconstruction(scores: result.out, images: x)
                if let β { loss = loss + β * gaussianKLDivergence(mean: result.mean, logVariance: result.logVariance) }
                optimizer.zeroGradients()
                loss.backward()
                optimizer.step()
                onUpdate()
            }
        }
    }

    /// Both terms of the loss on images, with one draw each.
    func terms(_ images: Tensor, seed: UInt64) -> (reconstruction: Scalar, divergence: Scalar) {
        var generator = SeededGenerator(seed: seed)
        let noise = Tensor(randomNormal: [images.shape[0], codes], using: &generator)
        let result = self(images, noise: noise, mode: .inference)
        return (
            reconstruction(scores: result.out, images: images).item,
            gaussianKLDivergence(mean: result.mean, logVariance: result.logVariance).item
        )
    }

    /// Codes to images.
    func images(_ z: Tensor) -> Tensor { sigmoid(decoder.predict(z)) }
}
