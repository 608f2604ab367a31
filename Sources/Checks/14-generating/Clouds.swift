import Nabla

/// Means and logarithms of variances, as an encoder gives them.
struct Clouds: Sendable {
    var mean: Tensor, logVariance: Tensor

    var variance: Tensor { exp(logVariance) }
    var images: Scalar { Scalar(mean.shape[0]) }
    var codes: Scalar { Scalar(mean.shape[1]) }
    /// μ² + σ² − ln σ² − 1 of every code.
    var terms: Tensor { square(mean) + variance - logVariance - 1 }
    var divergence: Scalar { 0.5 * terms.sum() / images }

    /// Draws clouds whose logarithms have both signs; no mean is 0, and none is 1.
    init(images: Int, codes: Int, using generator: inout SeededGenerator) {
        let size = images * codes
        func number(_ low: Int, _ high: Int) -> Scalar { Scalar(Int.random(in: low...high, using: &generator)) / 10 }
        let means = (0..<size).map { _ in number(2, 9) * (Bool.random(using: &generator) ? 1 : -2.3) }
        let logs = (0..<size).map { $0.isMultiple(of: 2) ? number(4, 13) : -number(3, 12) }
        mean = Tensor(scalars: means, shape: [images, codes])
        logVariance = Tensor(scalars: logs.shuffled(using: &generator), shape: [images, codes])
    }
}
