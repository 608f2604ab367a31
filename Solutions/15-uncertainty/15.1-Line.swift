import Exercises
import Nabla

// 15.1  The line that knows
//
// The model is y = w·x + noise. Before the data, w is normal with mean 0 and variance `prior`; the noise is normal with
// mean 0 and variance `noise`. What is known of w after some points, and what does that say of a new y?
//
//     1/variance = 1/prior + Σx²/noise        mean = variance · Σx·y/noise
//
//     x, y     the points, N of each
//     prior    variance of w before the data
//     noise    variance of the noise
//     at       where a new y is asked
//     returns mean            of w after the data
//             variance        of w after the data
//             answer          mean of a new y at `at`
//             answerVariance  variance of a new y at `at`, its noise included
//
// Example: the points (1, 2) and (2, 3), prior 1, noise 1. At 3: mean 1.3333, variance 0.1667, answer 4, answerVariance
// 2.5.

func line(x: Tensor, y: Tensor, prior: Scalar, noise: Scalar, at: Scalar) throws -> (
    mean: Scalar, variance: Scalar, answer: Scalar, answerVariance: Scalar
) {
    let precision = 1 / prior + square(x).sum() / noise
    let mean = (x * y).sum() / noise / precision
    return (mean, 1 / precision, mean * at, at * at / precision + noise)
}

// Why: precisions add up, so each point brings Σx²/noise to what the prior held. The deviation of the slope is multiplied
// by `at`, so the variance by its square; the noise of the new point comes on top, as a variance.
