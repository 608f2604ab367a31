import Exercises
import Nabla

// 13.3  A step of k-means
//
// Give every point to its nearest centre. Then move each centre to the mean of its points.
//
//     points [n, d]
//     centres [k, d]
//     returns the new centres [k, d]
//
// A centre without points stays where it is. No point has two nearest centres. First all points are given away, then all
// centres move.
//
// Example: points [[0, 0], [2, 0], [9, 9]] and centres [[1, 1], [8, 8], [50, 50]] give [[1, 0], [9, 9], [50, 50]].
//
// By hand, please: without the engine's `kMeans`.

func kMeansStep(points: Tensor, centres: Tensor) throws -> Tensor {
    var (sums, counts) = (Tensor(zeros: centres.shape), [Int](repeating: 0, count: centres.shape[0]))
    for n in 0..<points.shape[0] {
        let nearest = square(centres - points[n]).sum(alongAxes: 1).argmin()
        sums[nearest] += points[n]
        counts[nearest] += 1
    }
    var moved = centres
    for k in counts.indices where counts[k] > 0 { moved[k] = sums[k] / Scalar(counts[k]) }
    return moved
}

// Why: giving away lowers the sum of squared distances for fixed centres, and the mean lowers it for fixed owners. So no step
// makes it worse, and the steps come to rest. Both hold only if the centres stand still while the points choose.
