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
    let gain = mean - best
    if deviation == 0 { return max(gain, 0) }
    let z = gain / deviation
    let probability = (1 + erf(z / Scalar(2).squareRoot())) / 2
    let density = exp(-z * z / 2) / (2 * Scalar.pi).squareRoot()
    return gain * probability + deviation * density
}

// Why: it is the mean of max(score − best, 0) over the guess. The first term is what the middle of the guess promises, the second
// what its width adds: a network of which little is known may be a better bet than one that is known to be nearly as good. For a
// deviation of 0 there is nothing to divide by, and nothing left to hope for.
