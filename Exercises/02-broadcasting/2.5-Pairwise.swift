import Exercises
import Nabla

// 2.5  All pairs
//
// Two sets of points. How far is every point of the first from every point of the second? The squared distance is the
// sum of the squared differences over all D coordinates. No loop is needed.
//
//     a [M, D], b [N, D]
//     returns [M, N]: row i, column j is the squared distance of point i of a and point j of b
//
// Example: a = [[0, 0], [1, 1]], b = [[3, 4]] give [[25], [13]].
//
// Either give one of them an axis more, as in [M, 1, D] against [N, D]; or use |a|² − 2a·b + |b|², which the page writes
// for a single point b. Here there are many: which terms have to stand as a column, which as a row?

func pairwise(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    throw notAttempted()
}
