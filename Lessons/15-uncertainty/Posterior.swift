import Foundation
import Nabla

/// What is known of the weights of y = φ(x)·w + noise after some points: a normal distribution, in closed form.
///
///     precision = ΦᵀΦ/noise + I/prior          mean = precision⁻¹·Φᵀy/noise
///
/// `prior` and `noise` are variances.
struct Posterior {
    let mean: Tensor
    /// The Cholesky factor of the precision matrix.
    private let factor: Tensor

    /// Shapes: features [N, D], y [N].
    init(features Φ: Tensor, y: Tensor, prior: Scalar, noise: Scalar) throws {
        let precision = matmul(Φ.transposed(), Φ) / noise + Tensor(identity: Φ.shape[1]) / prior
        factor = try cholesky(precision)
        mean = solve(cholesky: factor, matmul(Φ.transposed(), y) / noise)
    }

    /// Covariance of the weights.
    var covariance: Tensor { solve(cholesky: factor, Tensor(identity: mean.size)) }

    /// Mean and standard deviation of the function, the noise of a new point not added.
    ///
    /// Shapes: features [M, D] → [M], [M].
    func function(_ φ: Tensor) -> (mean: Tensor, deviation: Tensor) {
        let spread = solve(cholesky: factor, φ.transposed()).transposed()
        return (matmul(φ, mean), sqrt((φ * spread).sum(alongAxes: 1)))
    }

    /// Weights drawn from the distribution, a set a row.
    func draws(_ count: Int, using generator: inout SeededGenerator) throws -> Tensor {
        let noise = Tensor(randomNormal: [count, mean.size], using: &generator)
        return mean + matmul(noise, try cholesky(covariance).transposed())
    }
}

/// The features of a straight line: 1 and x.
func lineFeatures(_ x: Tensor) -> Tensor { Tensor(stacking: [Tensor(ones: x.shape), x]).transposed() }

/// Noisy points of the line −0.3 + 0.5·x, with x from −1 to 1.
struct LinePoints {
    static let noise: Scalar = 0.04
    static let prior: Scalar = 0.5
    let x: Tensor
    let y: Tensor

    static func truth(_ x: Tensor) -> Tensor { 0.5 * x - 0.3 }

    init(_ count: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        x = Tensor(randomUniform: [count], in: -1..<1, using: &generator)
        let noise = Tensor(randomNormal: [count], standardDeviation: Self.noise.squareRoot(), using: &generator)
        y = Self.truth(x) + noise
    }

    /// What is known after the first points.
    func posterior(after count: Int) throws -> Posterior {
        // Without points there is only the prior: one point at which every weight has no influence.
        let φ = count == 0 ? Tensor(zeros: [1, 2]) : lineFeatures(x[0..<count])
        return try Posterior(
            features: φ, y: count == 0 ? Tensor(zeros: [1]) : y[0..<count], prior: Self.prior, noise: Self.noise)
    }
}

// MARK: Coins

/// What is known of a coin's probability of heads after some tosses, if all were equally likely before.
struct Coin {
    let heads: Int
    let tails: Int

    /// The mean of the distribution of p, and its standard deviation.
    var mean: Scalar { Scalar(heads + 1) / Scalar(heads + tails + 2) }
    var deviation: Scalar {
        (mean * (1 - mean) / Scalar(heads + tails + 3)).squareRoot()
    }

    /// The density at some p, so scaled that its largest value is 1.
    func density(_ p: Double) -> Double {
        let (h, t) = (Double(heads), Double(tails))
        func logDensity(_ p: Double) -> Double { (h > 0 ? h * log(p) : 0) + (t > 0 ? t * log(1 - p) : 0) }
        guard h + t > 0 else { return 1 }
        return exp(logDensity(p) - logDensity(h / (h + t)))
    }
}
