import Exercises
import Nabla

// 1.7  Labels as rows
//
// A label such as 2 is a name, not an amount: class 2 is not twice class 1. So it is turned into a row of zeros with a
// single 1 in the place of its class.
//
//     labels     N classes, each between 0 and classes − 1
//     classes    how many classes the problem has, C; some may not occur among these labels
//     returns    [N, C]
//
// Example: labels [2, 0] of 4 classes give [[0, 0, 1, 0], [1, 0, 0, 0]].
//
// `Tensor(zeros: [2, 4])` makes zeros, and `x[i, j] = 1` changes one number of a `var x`. Nabla makes such rows with
// `Tensor(oneHot: …)`; these are yours to build.

func oneHot(_ labels: [Int], classes: Int) throws -> Tensor {
    throw notAttempted()
}
