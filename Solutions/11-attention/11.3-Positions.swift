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
    var table = Tensor(zeros: [count, width])
    for place in 0..<count {
        for pair in 0..<(width / 2) {
            let angle = Double(place) / pow(10_000, Double(2 * pair) / Double(width))
            table[place, 2 * pair] = Tensor(Scalar(sin(angle)))
            table[place, 2 * pair + 1] = Tensor(Scalar(cos(angle)))
        }
    }
    return table
}

// Why: sine and cosine of a pair have the same angle, like the two coordinates of a hand on a clock: one alone cannot
// tell rising from falling. To move on by k places is to rotate every hand by its own angle. So the product of two rows
// says how far apart they are, and nothing else.
