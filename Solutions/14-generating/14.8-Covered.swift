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
    var counts = [Int](repeating: 0, count: centers.shape[0])
    for n in 0..<samples.shape[0] {
        let squares = square(samples[n] - centers).sum(alongAxes: 1)
        let nearest = squares.argmin()
        if squares[nearest].item.squareRoot() <= 3 * deviation { counts[nearest] += 1 }
    }
    let good = Scalar(counts.reduce(0, +)) / Scalar(samples.shape[0])
    return (counts.filter { $0 >= least }.count, good)
}

// Why: nearest is not near, so one limit serves both numbers: only good samples count for a mode. What the score cannot see is
// whether anything is new. For that, look at the distance from each sample to the nearest training point.
