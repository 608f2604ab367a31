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
    throw notAttempted()
}
