import Exercises
import Nabla

// 7.2  Convolution with one channel
//
// Lay the kernel on the picture, multiply each of its numbers with the pixel under it, and add up: that is one cell of
// the output. Then move it by `stride` pixels, row by row. No padding, and the kernel is not flipped.
//
//     x [H, W], kernel [a, b], stride
//     returns [H', W'], with H' = (H − a) / stride + 1 and W' = (W − b) / stride + 1
//
// Example: x = [[1, 2, 3], [4, 5, 6]], kernel = [[1, 0], [0, 2]], stride = 1 gives [[11, 14]]:
// 1·1 + 5·2 = 11 and 2·1 + 6·2 = 14.
//
// `x.shape[0]` is H. `x[0..<2, 1..<3]` is a window, `(a * b).sum()` the sum of its products. Make the output with
// `var y = Tensor(zeros: [rows, columns])` and set a cell with `y[i, j] = Tensor(number)`.
// By hand, please: without the engine's `convolution`.

func convolve(x: Tensor, kernel: Tensor, stride: Int) throws -> Tensor {
    throw notAttempted()
}
