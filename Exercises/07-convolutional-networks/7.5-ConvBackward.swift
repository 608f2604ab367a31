import Exercises
import Nabla

// 7.5  The backward pass of a convolution
//
// Forward (exercise 7.2 with stride 1, and a bias b added to every cell): y[i, j] = b + Σ x[i + u, j + v] · kernel[u, v],
// summed over the kernel's rows u and columns v. Now g is the gradient of the loss with respect to y. Find those with
// respect to what went in.
//
//     x [H, W], kernel [a, b], g [H − a + 1, W − b + 1]
//     returns dx [H, W], dk [a, b], db: the gradients with respect to x, the kernel, and the bias
//
// Example: x = [[1, 2, 3]], kernel = [[10, 20]], g = [[1, 2]]. The middle pixel was read by both windows, as their
// second and as their first: dx = [[10, 40, 40]]. dk = [[1·1 + 2·2, 2·1 + 3·2]] = [[5, 8]]. db = 3.
//
// `dx[i + u, j + v] += number` adds to a cell, with dx declared by `var dx = Tensor(zeros: x.shape)`.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func convBackward(
    x: Tensor, kernel: Tensor, g: Tensor
) throws -> (dx: Tensor, dk: Tensor, db: Scalar) {
    throw notAttempted()
}
