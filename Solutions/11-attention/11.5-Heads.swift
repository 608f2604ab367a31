import Exercises
import Nabla

// 11.5  Heads
//
// Multi-head attention cuts the d features of every place into h blocks of d/h neighbours, one for each head. `split`
// cuts, `joined` puts the blocks of a place side by side again.
//
//     x [N, T, d]    N sequences of T places
//     heads          h, a divisor of d
//     split returns [N, h, T, d/h]
//
// Example: one sequence of two places, [[0, 1, 2, 3], [4, 5, 6, 7]], and two heads.
//     The first head gets [[0, 1], [4, 5]], the second one [[2, 3], [6, 7]].
//
// `x.reshaped(to: [2, 3])` keeps the row-major order of the numbers. `x.transposed(permutation: [1, 2, 0])` lists the old
// axes in their new order: a tensor [A, B, C] becomes [B, C, A].

func split(x: Tensor, heads: Int) throws -> Tensor {
    let (samples, places, features) = (x.shape[0], x.shape[1], x.shape[2])
    return x.reshaped(to: [samples, places, heads, features / heads]).transposed(permutation: [0, 2, 1, 3])
}

// The way back: joined(split(x)) is x.
//
//     y [N, h, T, d/h]
//     returns [N, T, d]

func joined(y: Tensor) throws -> Tensor {
    let (samples, heads, places, width) = (y.shape[0], y.shape[1], y.shape[2], y.shape[3])
    return y.transposed(permutation: [0, 2, 1, 3]).reshaped(to: [samples, places, heads * width])
}

// Why: a new shape only regroups the numbers in row-major order; it moves none. Features of one place lie side by
// side, so they can be cut into blocks by a new shape, but to put the head's axis before the places two axes have to
// be exchanged. On the way back they are exchanged first.
