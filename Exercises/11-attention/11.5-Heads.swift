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
    throw notAttempted()
}

// The way back: joined(split(x)) is x.
//
//     y [N, h, T, d/h]
//     returns [N, T, d]

func joined(y: Tensor) throws -> Tensor {
    throw notAttempted()
}
