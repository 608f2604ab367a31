import Exercises
import Foundation
import Nabla

// 16.1  A learning rate from four decades
//
// Random search draws its settings. A learning rate is drawn so that each decade is equally likely: 0.001 to 0.01 as often as
// 0.01 to 0.1. That is, the logarithm of what you return is uniform between the logarithms of low and high.
//
//     low, high   both above 0, low < high
//     u           uniform in 0 ..< 1: it comes from a generator, you draw nothing
//     returns low for u = 0, high as u comes near 1
//
// Example: from 1 to 10,000, u = 0.25 gives 10.
//
// `exp`, `log` and `pow` take and return numbers of type Scalar, once Foundation is imported. Both numbers given to `pow` must
// be of that type.

func draw(low: Scalar, high: Scalar, u: Scalar) throws -> Scalar {
    return low * pow(high / low, u)
}

// Why: the logarithm of low·(high/low)ᵘ is ln low + u·(ln high − ln low), which runs evenly from one end to the other. What
// counts for a rate is its size relative to others: between 0.001 and 0.002 lies as much as between 0.1 and 0.2.
