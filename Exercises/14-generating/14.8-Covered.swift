import Exercises
import Nabla

// 14.8  Did it find them all?
//
// The data are small clouds around known centers. A generator is scored by two numbers.
//
//     samples   [N, 2]
//     centers   [K, 2]
//     deviation the standard deviation of each cloud
//     least     how many good samples a mode needs
//
// A sample is *good* when its nearest center is at most three deviations away. A mode is *found* when at least `least` good
// samples have its center as the nearest. (On the page `least` is 1 % of the samples.)
//
//     returns modes, how many modes were found, and good, the fraction of all samples that are good
//
// Example: samples [[0, 0], [0.2, 0], [1, 0], [4, 0]], centers [[0, 0], [4, 0]], deviation 0.1, least 2. Three samples are good,
//     two of them at the first center: modes 1, good 0.75.
//
// Once it passes, think of a fraud: a generator that hands out copies of its training set scores full marks. What does this
// score not see?

func covered(samples: Tensor, centers: Tensor, deviation: Scalar, least: Int) throws -> (modes: Int, good: Scalar) {
    throw notAttempted()
}
