import Exercises
import Nabla

// 14.3  Two terms, one scale
//
// The loss of a VAE whose decoder gives the mean of a Gaussian with variance 1: −ln of its density is ½·(x − out)² and a
// constant, which is left out. For each image
//
//     ½ · Σ (x − out)²   over its D pixels,   plus   ½ · Σ (μ² + σ² − ln σ² − 1)   over its Z codes
//
//     x, out            [N, D], the images and what was decoded
//     mean, logVariance [N, Z], μ and ln σ²
//     returns the mean over the N images
//
// Example: x [[1, 0]], out [[0, 0]], mean [[1]], logVariance [[0]]. The first term is ½, the second ½: the answer is 1.

func loss(x: Tensor, out: Tensor, mean: Tensor, logVariance: Tensor) throws -> Scalar {
    let reconstruction = 0.5 * square(x - out).sum()
    let divergence = 0.5 * (square(mean) + exp(logVariance) - logVariance - 1).sum()
    return (reconstruction + divergence) / Scalar(x.shape[0])
}

// Why: both terms speak about one image, so both are sums over what that image has, and the mean over the images comes last. A mean
// over the pixels would make the divergence D times as strong, 784 times for a digit.
