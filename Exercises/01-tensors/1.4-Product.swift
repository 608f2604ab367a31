import Exercises
import Nabla

// 1.4  Multiply matrices
//
// Every row of a meets every column of b: the numbers in the same places are multiplied, and the products added up.
// Write the loops yourself.
//
//     a [M, K], b [K, N]
//     returns [M, N]; its number in row i and column j comes from row i of a and column j of b
//
// Example: [[1, 2], [3, 4]] · [[5, 6], [7, 8]] = [[19, 22], [43, 50]], and 19 is 1·5 + 2·7.
//
// `x[i, j].item` reads a number of a tensor, `x.shape[0]` is the length of its first axis. You can collect the
// numbers in row-major order: `Tensor(scalars: numbers, shape: [m, n])` makes a tensor of them.

func product(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    throw notAttempted()
}
