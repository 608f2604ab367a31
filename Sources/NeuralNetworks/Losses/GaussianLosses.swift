import Autodiff
import Tensors

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

// Losses of a network that predicts a normal distribution. It predicts the logarithm of the variance, v = ln σ²: any number
// is allowed, and σ² = eᵛ is above 0.

/// Gaussian negative log-likelihood: mean(½·(ln σ² + (y − μ)²/σ² + ln 2π)), the mean of −ln N(y; μ, σ²), in nats.
///
/// Where the network errs it pays for a small σ², where it is right for a large one. With σ² = 1 it is half the mean squared
/// error and a constant. PyTorch's `gaussian_nll_loss` with `full=True` is the same, of the variance itself.
///
/// Shapes: mean and expected of one shape, logVariance of a shape that can be broadcast to it → a scalar.
/// Source: Nix and Weigend 1994.
public func gaussianNegativeLogLikelihood(mean: Variable, logVariance: Variable, expected: Variable) -> Variable {
    let problem = ShapeError.loss(
        predicted: mean.shape, expected: expected.shape, operation: "gaussianNegativeLogLikelihood")
    require(problem == nil, problem!)
    require(
        broadcastShape(logVariance.shape, mean.shape) == mean.shape,
        "gaussianNegativeLogLikelihood: expected a logVariance that can be broadcast to \(mean.shape), but got "
            + "\(logVariance.shape); one for each prediction, or one for all")
    let logTwoPi: Scalar = 1.837_877_066_409_345_5
    let squares = square(expected - mean) * exp(-logVariance)
    return 0.5 * (squares + logVariance + logTwoPi).mean()
}

/// Kullback–Leibler divergence of a diagonal Gaussian from the standard normal, KL(N(μ, σ²) ‖ N(0, 1)) =
/// ½·Σ (μ² + σ² − ln σ² − 1), in nats: the second half of the loss of a variational autoencoder.
///
/// The sum runs over the numbers of a sample, the mean over the samples. The other losses are means over all numbers: beside
/// this one, multiply their reconstruction error by the number of pixels.
///
/// Shapes: two [N, D] → a scalar. Source: Kingma and Welling 2014, appendix B.
public func gaussianKLDivergence(mean: Variable, logVariance: Variable) -> Variable {
    require(
        mean.shape == logVariance.shape && !mean.shape.isEmpty && mean.value.size > 0,
        "gaussianKLDivergence: expected a mean and a logVariance of one shape [N, D], but got \(mean.shape) and "
            + "\(logVariance.shape)")
    let terms = square(mean) + exponentialAboveTangent(logVariance)
    return terms.sum() * (0.5 / Scalar(mean.shape[0]))
}

/// eᵛ − v − 1, how far the exponential lies above its tangent at 0, and its derivative eᵛ − 1. Computed in 64 bits: near 0,
/// where a good encoder lets σ² be 1, nothing of the difference is left in 32.
private func exponentialAboveTangent(_ v: Variable) -> Variable {
    func map(_ function: (Double) -> Double) -> Tensor {
        Tensor(scalars: v.value.scalars.map { Scalar(function(Double($0))) }, shape: v.shape)
    }
    let slopes = map(expm1)
    return Variable(
        "exponentialAboveTangent", map { abs($0) < 1e-4 ? $0 * $0 * (0.5 + $0 / 6) : expm1($0) - $0 },
        edges: [v.edge { dy in dy * slopes }])
}

/// Reparameterization: a draw z = μ + σ·ε from N(μ, σ²), with ε from N(0, 1). The draw is a function of μ and σ, so that
/// gradients reach both.
///
/// Shapes: two of one shape → that shape. Source: Kingma and Welling 2014, section 2.4.
public func gaussianSample(
    mean: Variable, logVariance: Variable, using generator: inout SeededGenerator
) -> Variable {
    require(
        mean.shape == logVariance.shape,
        "gaussianSample: expected a mean and a logVariance of one shape, but got \(mean.shape) and \(logVariance.shape)"
    )
    let noise = Variable.constant(Tensor(randomNormal: mean.shape, using: &generator))
    return mean + exp(logVariance * 0.5) * noise
}
