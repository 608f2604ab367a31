import Exercises
import Nabla

// 9.3  Warm-up and cosine
//
// A schedule is a factor on the learning rate for every step. This one climbs to 1 in equal stairs, so that Adam's averages
// have something to go by before the steps are large; then it follows half a cosine wave down to 0, so that the end is
// calm.
//
//     warmUp    how many stairs there are; the first step already has one, the last of them is 1
//     cosine    into how many intervals the wave from 1 to 0 is cut: it has cosine + 1 values
//     returns the factors of all warmUp + cosine + 1 steps
//
// Example: warmUp 2, cosine 4 gives 0.5, 1, then 1, 0.8536, 0.5, 0.1464, 0.
//
// `cos(Tensor(x)).item` is the cosine of a number, `Scalar.pi` is π.

func factors(warmUp: Int, cosine: Int) throws -> [Scalar] {

    let rise = (1...warmUp).map { Scalar($0) / Scalar(warmUp) }
    let fall = (0...cosine).map { 0.5 * (1 + cos(Tensor(Scalar.pi * Scalar($0) / Scalar(cosine))).item) }
    return rise + fall
}

// Why: a stair of 0 would waste the first update, so stairs count from 1. The wave counts from the end of the warm-up, and
// its ends belong to it: `cosine` intervals have `cosine` + 1 posts, and the value 1 stands twice, at the end of the rise
// and at the beginning of the fall.
