// 14.2 sampled
// points: 1
// minutes: 5
// difficulty: easy
// hint: First σ. What is the logarithm of a square root, if you know the logarithm?
// hint: exp(½·ln σ²) is σ. Noise is multiplied by it, entry by entry.
// hint: The mean is added last. Nothing else changes it.

import Grading
import Nabla

struct Draw: Sendable {
    var mean: Tensor, logVariance: Tensor, noise: Tensor

    var deviation: Tensor { exp(0.5 * logVariance) }

    init(images: Int, codes: Int, using generator: inout SeededGenerator) {
        let clouds = Clouds(images: images, codes: codes, using: &generator)
        (mean, logVariance) = (clouds.mean, clouds.logVariance)
        // Noise is nowhere 0 or 1, and no two rows are alike.
        repeat {
            noise = generator.nonZeroHalves([images, codes], limit: 5) * 0.7
        } while images > 1 && (1..<images).contains { noise[$0] == noise[0] }
    }
}

let sampled = Check<Draw, Tensor> { c in
    c.inputs { generator in
        [
            Draw(images: 2, codes: 3, using: &generator), Draw(images: 4, codes: 2, using: &generator),
            Draw(images: 3, codes: 5, using: &generator),
        ]
    }
    c.right { $0.mean + $0.deviation * $0.noise }
    c.wrong("The exponential of ln σ² is the variance. Half of a logarithm is the logarithm of a root.") {
        $0.mean + exp($0.logVariance) * $0.noise
    }
    c.wrong("ln σ² itself was used as σ. A standard deviation cannot be negative.") {
        $0.mean + $0.logVariance * $0.noise
    }
    c.wrong("½·ln σ² was used as σ. The logarithm still has to be undone.") {
        $0.mean + 0.5 * $0.logVariance * $0.noise
    }
    c.wrong(.pairing, "The first image's noise was used for all. Every image has a draw of its own.") {
        $0.mean + $0.deviation * $0.noise[0]
    }
    c.wrong("The mean was scaled too. Scale the noise, then shift.") { ($0.mean + $0.noise) * $0.deviation }
    c.wrong("This is the mean, without noise: an ordinary autoencoder.") { $0.mean }
    c.wrong("The noise has standard deviation 1 for every cloud. How wide is this one?") { $0.mean + $0.noise }
    c.wrong("The noise alone was scaled, and nothing shifts it. Where is the cloud?") { $0.deviation * $0.noise }
    c.wrong("Mean, σ and noise were multiplied. A shift is added.") { $0.mean * $0.deviation * $0.noise }
    c.wrong(
        .sign,
        "The noise was subtracted. Such a draw is as good as any, but here the noise is given, and the answer is mean + σ·ε."
    ) { $0.mean - $0.deviation * $0.noise }
    c.wrong("The noise was divided by σ. A wide cloud needs large noise.") { $0.mean + $0.noise / $0.deviation }
    c.wrong("σ was added to the noise. A wider cloud is a factor on the noise.") { $0.mean + $0.deviation + $0.noise }
    c.wrong("exp(2·ln σ²) is the fourth power of σ.") { $0.mean + exp(2 * $0.logVariance) * $0.noise }
    c.accepts("the root of the variance") { $0.mean + sqrt(exp($0.logVariance)) * $0.noise }
}
