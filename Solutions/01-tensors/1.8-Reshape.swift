import Exercises
import Nabla

// 1.8  Predict, then verify: reshape and transpose
//
// A = [[0, 1, 2], [3, 4, 5]]. Say before you run anything what comes out, and write it down row by row, six numbers
// each; the check then does the experiment.
//
//     a    A transposed
//     b    A reshaped to [3, 2]
//     c    A transposed, and then reshaped to [2, 3]
//     d    A reshaped to [3, 2], and then transposed
//     e    a single number: `let list = [0, 1, 2]`, then `var other = list`, then `other[0] = 9`. What is `list[0]`?
//          Tensors behave as Swift's lists do.
//
// Example of the form of an answer, not of its content:
//     return (a: [5, 4, 3, 2, 1, 0], b: [0, 0, 0, 0, 0, 0], c: [1, 1, 1, 1, 1, 1], d: [2, 2, 2, 2, 2, 2], e: 7)

func reshapePrediction() throws -> (a: [Int], b: [Int], c: [Int], d: [Int], e: Int) {
    (a: [0, 3, 1, 4, 2, 5], b: [0, 1, 2, 3, 4, 5], c: [0, 3, 1, 4, 2, 5], d: [0, 2, 4, 1, 3, 5], e: 0)
}

// Why: a reshape never changes the row-major order, so b reads like A and c reads like a. A transpose rearranges the
// numbers, and how depends on the shape it finds: in d that is [3, 2]. Lists and tensors are values, and
// `other` is one of its own.
