import Exercises
import Nabla

// 1.5  Sum along an axis
//
// The axis that is named disappears: all numbers that differ only in their index along it are added. Write the loops
// yourself.
//
//     x          rank 3, of any shape [A, B, C]
//     axis       0, 1 or 2
//     returns    rank 2: the shape of x without the length of that axis
//
// Example: x = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
//     along axis 0: [[6, 8], [10, 12]]     6 is x[0, 0, 0] + x[1, 0, 0]
//     along axis 1: [[4, 6], [12, 14]]     4 is x[0, 0, 0] + x[0, 1, 0]
//     along axis 2: [[3, 7], [11, 15]]     3 is x[0, 0, 0] + x[0, 0, 1]
//
// `x[2]`, `x[.all, 2]` and `x[.all, .all, 2]` are slices of rank 2, and tensors of one shape can be added.

func sum(_ x: Tensor, axis: Int) throws -> Tensor {
    throw notAttempted()
}
