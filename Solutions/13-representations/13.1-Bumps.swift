import Exercises
import Nabla

// 13.1  A bump
//
// Gaussian bumps (radial basis functions) around centres: exp(−d² / (2·width²)), d the Euclidean distance.
//
//     x [n, d]         samples, one a row
//     centres [m, d]   centres, one a row
//     width            the width of all bumps
//     returns [n, m]: for every sample, how near it is to every centre; 1 at the centre itself
//
// Example: x = [[1, 1]], centres = [[1, 1], [1, 5]], width = 2 gives [[1, 0.1353]], since exp(−16/8) = 0.1353.
//
// `x.expanded(atAxis: 1)` is [n, 1, d], `centres.expanded(atAxis: 0)` is [1, m, d]; their difference is [n, m, d]. Loops will do too.

func bumps(x: Tensor, centres: Tensor, width: Scalar) throws -> Tensor {
    let differences = x.expanded(atAxis: 1) - centres.expanded(atAxis: 0)
    let squaredDistances = square(differences).sum(alongAxes: 2)
    return exp(squaredDistances / (-2 * width * width))
}

// Why: a sum of squares over the last axis is d², and no root is needed. Width and distance are divided before anything else
// happens to them, so a bump reaches as many widths far, whatever the scale of the data.
