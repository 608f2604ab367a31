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
    var rows = Tensor(zeros: [labels.count, classes])
    for (sample, label) in labels.enumerated() {
        rows[sample, label] = 1
    }
    return rows
}

// Why: row and column say two different things, which sample and which class, so the 1 goes to [sample, label]. The
// number of columns comes with the problem: two batches must agree on what column 3 means.
