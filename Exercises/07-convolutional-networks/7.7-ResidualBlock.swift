import Exercises
import Nabla

// 7.7  A residual block, there and back
//
// A block computes what is added to its input, and ReLU closes it: y = relu(x + x·w). (In a network the branch has more
// layers; one matrix is enough to see the two paths.)
//
//     x [N, D], w [D, D]
//     returns y [N, D]
//
// Example: x = [[1, −2]], w = [[0, 1], [0, 0]]: x·w = [[0, 1]], the sum is [[1, −1]], and y = [[1, 0]].
//
// `matmul(a, b)` multiplies matrices, `relu(a)` replaces negative numbers by 0.

func block(x: Tensor, w: Tensor) throws -> Tensor {
    throw notAttempted()
}

// The backward pass: g is the gradient with respect to y.
//
//     x [N, D], w [D, D], g [N, D]
//     returns dx [N, D]
//
// Example: as above with g = [[10, 100]]. The second sum was negative, so its 100 is stopped. The 10 came from x₁ by the
// skip; through w it came from nowhere, as the first column of w is 0: dx = [[10, 0]].
//
// `a .> 0` is 1 where a number is above 0, and 0 elsewhere; `w.transposed()` is w with rows and columns exchanged.

func blockBackward(x: Tensor, w: Tensor, g: Tensor) throws -> Tensor {
    throw notAttempted()
}
