import Foundation
import Nabla
import Notebook

/// A diffusion of points: noise is added in T steps, and a network learns to guess it, so that it can be taken away again.
final class PointDiffusion {
    /// The variance of the noise that each step adds.
    let β: [Scalar]
    /// ᾱ after each step: the product of all 1 − β so far, the part of the variance that is still the point's.
    let ᾱ: [Scalar]
    let network: Sequential
    private var random: SeededGenerator
    /// The points are divided by this, so that their variance is about 1.
    let scale: Scalar = Scalar(2).squareRoot()

    var steps: Int { β.count }

    init(β: [Scalar], hidden: Int = 64, seed: UInt64) {
        self.β = β
        ᾱ = products(of: β)
        var random = SeededGenerator(seed: seed)
        func dense(_ inputs: Int, _ outputs: Int) -> Dense {
            Dense(inputs, outputs, initializer: .heNormal, using: &random)
        }
        let last = Dense(
            hidden, 2, initializer: .normal(standardDeviation: 0.1 / Scalar(hidden).squareRoot()), using: &random)
        network = Sequential([
            dense(10, hidden), ReLU(), dense(hidden, hidden), ReLU(), dense(hidden, hidden), ReLU(), last,
        ])
        self.random = random
        times = Tensor(
            (1...β.count).map { t -> [Scalar] in
                [1, 2, 4, 8].flatMap { (turns: Double) -> [Scalar] in
                    let angle = 0.5 * Double.pi * turns * Double(t) / Double(β.count)
                    return [Scalar(sin(angle)), Scalar(cos(angle))]
                }
            })
    }

    /// Sines and cosines that tell the network how far the diffusion has gone. Shape: [T, 8].
    private let times: Tensor

    /// The points after some steps, each after a number of its own: √ᾱ·x + √(1 − ᾱ)·ε.
    func noised(_ x: Tensor, noise: Tensor, after steps: [Int]) -> Tensor {
        let kept = Tensor(steps.map { ᾱ[$0 - 1] }).reshaped(to: [steps.count, 1])
        return sqrt(kept) * x + sqrt(1 - kept) * noise
    }

    /// What the network takes for the noise in points after some steps.
    private func guess(_ x: Tensor, after steps: [Int], mode: Mode) -> Variable {
        let inputs = Tensor(concatenating: [x, times.gathering(steps.map { $0 - 1 })], alongAxis: 1)
        return network(.constant(inputs), mode: mode)
    }

    /// Learns to guess the noise: the mean squared error, at a random number of steps for each point.
    func train(
        updates: Int, batch: Int = 256, real: (Int, inout SeededGenerator) -> Tensor, onUpdate: () -> Void = {}
    ) {
        let optimizer = Adam(network.parameters)
        for update in 0..<updates {
            let x = real(batch, &random) / scale
            let after = (0..<batch).map { _ in Int.random(in: 1...steps, using: &random) }
            let noise = Tensor(randomNormal: x.shape, using: &random)
            let guessed = guess(noised(x, noise: noise, after: after), after: after, mode: .training)
            let loss = meanSquaredError(predicted: guessed, expected: .constant(noise))
            optimizer.learningRate = 0.001 * (1 - Scalar(update) / Scalar(updates))
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
            onUpdate()
        }
    }

    /// The way back: from noise to points, step by step. `keeping` sees the points after every step.
    func samples(_ count: Int, keeping: (Int, Tensor) -> Void = { _, _ in }) -> Tensor {
        var x = Tensor(randomNormal: [count, 2], using: &random)
        keeping(steps, x * scale)
        for t in (1...steps).reversed() {
            let noise = guess(x, after: [Int](repeating: t, count: count), mode: .inference).value
            let back = stepBack(x, noise: noise, step: t, β: β)
            x = back.mean + back.variance.squareRoot() * Tensor(randomNormal: x.shape, using: &random)
            keeping(t - 1, x * scale)
        }
        return x * scale
    }
}

/// ᾱ after each step, the product of all 1 − β so far.
func products(of β: [Scalar]) -> [Scalar] {
    var product: Scalar = 1
    return β.map {
        product *= 1 - $0
        return product
    }
}

/// One step back, given a guess of the noise: the mean (x − β/√(1 − ᾱ)·ε)/√(1 − β), and the variance of the noise that is
/// added to it, β·(1 − ᾱ before)/(1 − ᾱ). The last step adds none.
func stepBack(_ x: Tensor, noise: Tensor, step t: Int, β: [Scalar]) -> (mean: Tensor, variance: Scalar) {
    let ᾱ = products(of: β)
    let before = t == 1 ? 1 : ᾱ[t - 2]
    let mean = (x - β[t - 1] / (1 - ᾱ[t - 1]).squareRoot() * noise) / (1 - β[t - 1]).squareRoot()
    return (mean, β[t - 1] * (1 - before) / (1 - ᾱ[t - 1]))
}

/// Noise schedules.
extension PointDiffusion {
    /// Variances that rise evenly from the first to the last step.
    static func evenly(from first: Scalar, to last: Scalar, steps: Int) -> [Scalar] {
        (0..<steps).map { first + (last - first) * Scalar($0) / Scalar(steps - 1) }
    }
}
