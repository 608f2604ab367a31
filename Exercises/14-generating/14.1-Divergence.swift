import Exercises
import Nabla

// 14.1  The divergence of a cloud from N(0, 1)
//
// A VAE's encoder gives each image a mean and ln σ² for every code. The second term of its loss is the Kullback–Leibler
// divergence from the standard normal distribution:
//
//     ½ · Σ (μ² + σ² − ln σ² − 1)
//
//     mean        [N, Z], μ
//     logVariance [N, Z], ln σ², which may have either sign
//     returns the sum over the Z codes, as a mean over the N images
//
// Example: mean [[2, 0]], logVariance [[0, 0]]. The first code is at distance 2 and costs ½·4, the second is standard:
//     the answer is 2.
//
// `exp(x)` of a tensor is taken entry by entry.

func divergence(mean: Tensor, logVariance: Tensor) throws -> Scalar {
    throw notAttempted()
}
