import Exercises
import Foundation
import Nabla

// 16.7  Expected improvement
//
// A surrogate guesses that a network's score is about `mean`, give or take `deviation` (a normal distribution). The best score
// so far is `best`. By how much is the network expected to exceed it, if a score below `best` counts as 0, because you keep the
// best you have?
//
//     z = (mean − best) / deviation
//     returns (mean − best)·Φ(z) + deviation·φ(z); for a deviation of 0 the positive part of mean − best
//
//     Φ(z) = (1 + erf(z / √2)) / 2, the probability that a standard normal number lies below z
//     φ(z) = exp(−z²/2) / √(2π), its density
//
// Example: mean 3, deviation 2, best 3: z = 0, and 2·0.3989 = 0.798 is expected.
//
// `erf` and `exp` come with Foundation; `Scalar.pi` is π, `x.squareRoot()` the root.

func improvement(mean: Scalar, deviation: Scalar, best: Scalar) throws -> Scalar {
    throw notAttempted()
}
