import Exercises
import Nabla

// 14.5  Many steps of noise in one
//
// Each step of a diffusion keeps √(1 − β) of a point and adds noise of variance β. After t steps that is
//
//     √ᾱ·x + √(1 − ᾱ)·ε,   with ᾱ the product of the first t factors 1 − β
//
//     x, noise [D], the point and ε
//     step     t, from 1 to T
//     betas    T numbers, β of every step
//     returns  [D]
//
// Example: x [1, 0], noise [0, 1], step 1, betas [0.36, 0.5]. ᾱ is 0.64: the answer is [0.8, 0.6].
//
// The root of a `Scalar` s is `s.squareRoot()`.

func noised(_ x: Tensor, noise: Tensor, step: Int, betas: [Scalar]) throws -> Tensor {
    var kept: Scalar = 1
    for beta in betas.prefix(step) { kept *= 1 - beta }
    return kept.squareRoot() * x + (1 - kept).squareRoot() * noise
}

// Why: each step takes a fraction of what is left, so what is left is a product. Variances add, and ᾱ and 1 − ᾱ are variances: their
// roots weigh point and noise, so that a cloud of variance 1 keeps it.
