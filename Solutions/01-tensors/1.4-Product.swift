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
    let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
    var numbers: [Scalar] = []
    for i in 0..<m {
        for j in 0..<n {
            var sum: Scalar = 0
            for inner in 0..<k {
                sum += a[i, inner].item * b[inner, j].item
            }
            numbers.append(sum)
        }
    }
    return Tensor(scalars: numbers, shape: [m, n])
}

// Why: the index that both factors share is the one that is summed, so it gets the innermost loop and a sum of its
// own that starts at 0 for every cell. The other two indices are those of the result, in row-major order.
