import Exercises
import Nabla

// 15.7  The loss with a variance
//
// A network with two outputs says of each point a mean μ and how noisy it expects the point to be, as the logarithm of
// a variance. Its loss is the negative log-likelihood of a normal distribution, without the constant:
//
//     ½·ln σ² + (y − μ)²/(2σ²)        mean over the points
//
//     mean [N]         μ
//     logVariance [N]  ln σ²
//     y [N]            what came out
//     returns one number; it may be negative
//
// Example: μ = 1, ln σ² = ln 4 = 1.3863, y = 3. The loss is 0.6931 + 4/8 = 1.1931.

func gaussianLoss(mean: Tensor, logVariance: Tensor, y: Tensor) throws -> Scalar {
    return (0.5 * logVariance + square(y - mean) / (2 * exp(logVariance))).mean()
}

// Why: a large variance makes an error cheap, and the logarithm makes a large variance dear; the two balance where σ²
// is the mean squared error. Emitting ln σ² keeps the variance positive whatever the network says.
