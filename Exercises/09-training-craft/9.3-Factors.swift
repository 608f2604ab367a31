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
    throw notAttempted()
}
