import Exercises
import Nabla

// 14.6  One step back
//
// A network has guessed the noise in a point after t steps. Take away what the last step brought of it, and undo the
// shrinking. One step back, the point is normal with
//
//     mean      (x − β/√(1 − ᾱ) · ε) / √(1 − β)        with β of step t and ᾱ the product of the first t factors 1 − β
//     variance  β · (1 − ᾱ before) / (1 − ᾱ)           with "before" after t − 1 steps; for t = 1 the variance is 0
//
//     x, noise [D], the point after t steps and the guess ε
//     step     t, from 1 to T
//     betas    T numbers, β of every step
//     returns  the mean [D] and the variance of the point after t − 1 steps
//
// Example: x [0.8], noise [1], step 1, betas [0.36, 0.5]. The mean is (0.8 − 0.36/0.6)/0.8 = 0.25, the variance 0.

func stepBack(_ x: Tensor, noise: Tensor, step: Int, betas: [Scalar]) throws -> (mean: Tensor, variance: Scalar) {
    throw notAttempted()
}
