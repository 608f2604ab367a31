import Exercises
import Nabla

// 14.2  Draw first, then scale and shift
//
// The decoder gets a draw from the cloud N(μ, σ²) of each image. A gradient can pass through the draw if the noise is drawn
// first, from N(0, 1), and then scaled and shifted: z = μ + σ·ε.
//
//     mean        [N, Z], μ
//     logVariance [N, Z], ln σ²
//     noise       [N, Z], ε, drawn already
//     returns     [N, Z], z
//
// Example: mean [[3]], logVariance [[2.1972]], which is ln 9, and noise [[−1]]. σ is 3, and the answer is [[0]].

func sampled(mean: Tensor, logVariance: Tensor, noise: Tensor) throws -> Tensor {
    throw notAttempted()
}
