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
    throw notAttempted()
}
