import Exercises
import Nabla

// 5.6  How wrong is it?
//
// Derivatives from `backward` beside finite differences. For one pair a and n the relative error is
//
//     |a - n| / (|a| + |n|),   and 0 where both are 0.
//
// Return the largest of all pairs: one wrong derivative among a million is enough to be wrong.
//
//     analytic [D], numeric [D]   the derivatives, entry by entry
//     returns one number between 0 and 1
//
// Example: analytic = [100, 0.2, 0], numeric = [101, 0.3, 0]. The errors are 0.005, 0.2 and 0, so the answer is
// 0.2.
//
// `analytic.scalars` lists the numbers, so that you can go through both lists in a loop.

func relativeError(analytic: Tensor, numeric: Tensor) throws -> Scalar {
    zip(analytic.scalars, numeric.scalars).map { a, n in
        a == n ? 0 : abs(a - n) / (abs(a) + abs(n))
    }.max()!
}

// Why: a difference of 0.1 is nothing beside 100 and everything beside 0.2, so it is divided by the sizes.
// Their sum cannot be 0 unless both are, and opposite signs give 1, the worst there is. The largest, and not
// the mean, because one wrong entry would vanish among thousands of right ones.
