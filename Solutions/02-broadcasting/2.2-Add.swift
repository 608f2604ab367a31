import Exercises
import Nabla

// 2.2  Add by hand
//
// Do what + does, with loops and without +'s help: every number of the result is one number of a plus one of b.
// An axis of length 1 is read at its only place, again and again; a list is read as a row.
//
//     a          rank 2: [M, N], [M, 1] or [1, N]
//     b          rank 2: [M, N], [M, 1] or [1, N]; or rank 1: [N]
//     returns    [M, N]
//
// Example: [[10], [20]] and [1, 2, 3] give [[11, 12, 13], [21, 22, 23]].
//
// `x[i, j].item` reads a number, `b.shape.count` is the rank of b. `Tensor(scalars: numbers, shape: [m, n])` makes a
// tensor of a list of numbers.

func add(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let b = b.rank == 1 ? b.reshaped(to: [1, b.size]) : b
    let (rows, columns) = (max(a.shape[0], b.shape[0]), max(a.shape[1], b.shape[1]))
    var numbers: [Scalar] = []
    for i in 0..<rows {
        for j in 0..<columns {
            let left = a[a.shape[0] == 1 ? 0 : i, a.shape[1] == 1 ? 0 : j].item
            let right = b[b.shape[0] == 1 ? 0 : i, b.shape[1] == 1 ? 0 : j].item
            numbers.append(left + right)
        }
    }
    return Tensor(scalars: numbers, shape: [rows, columns])
}

// Why: the loops run over the places of the result, and each factor is asked for its number there; where its axis is 1
// long, the index stays 0. So nothing has to be copied. Giving the list its missing axis first makes one case of two.
