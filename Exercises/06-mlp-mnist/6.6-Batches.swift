import Exercises
import Nabla

// 6.6  Split the data into batches
//
// In each epoch the samples come in a new order, a few at a time. Every sample comes exactly once; if the
// number of samples is no multiple of the size, the last batch is smaller.
//
//     x [N, D]   one sample a row;  y  their N labels
//     order      the numbers 0 ..< N, shuffled: the sample that comes first, second, …
//     size       samples per batch
//     returns the batches, each with its rows of x [size, D] and its labels
//
// Example: x = [[10], [20], [30]], y = [1, 2, 3], order = [2, 0, 1], size = 2.
//     first batch   x = [[30], [10]], y = [3, 1]
//     second batch  x = [[20]], y = [2]
//
// `x.gathering([2, 0])` is [2, D], the rows 2 and 0. The list `order[0..<2]` has to become `Array(order[0..<2])`.

func batches(x: Tensor, y: [Int], order: [Int], size: Int) throws -> [(x: Tensor, y: [Int])] {
    throw notAttempted()
}
