import Exercises
import Foundation
import Nabla

// 11.3  Positions
//
// Attention does not know in which order its inputs stand. A positional encoding tells each place where it is: the
// columns come in pairs, and pair p holds a sine and a cosine that turn more slowly the larger p is.
//
//     P[t, 2p]     = sin(t / 10000^(2p/d))
//     P[t, 2p + 1] = cos(t / 10000^(2p/d))
//
//     count   how many places, counted from 0
//     width   d, an even number
//     returns [count, d], a row for each place
//
// Example: count = 3, width = 4. The last row, place 2, is [0.9093, -0.4161, 0.0200, 0.9998].
//
// `sin`, `cos` and `pow(10_000, 0.5)` of a `Float` or a `Double` come with Foundation; a `Scalar` is a `Float`.
// `Tensor(scalars: list, shape: [count, width])` makes the table. By hand, please: without the engine's `PositionalEncoding`.

func positions(count: Int, width: Int) throws -> Tensor {
    throw notAttempted()
}
