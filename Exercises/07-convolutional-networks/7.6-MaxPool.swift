import Exercises
import Nabla

// 7.6  Max pooling, there and back
//
// A window of size × size moves over the picture by `stride`; the largest number in it is one cell of the output. First
// the picture is padded on all four sides. A padded place must never win, not even over negative numbers.
//
//     x [H, W], size, stride, padding
//     returns [H', W'], with H' = (H + 2 · padding − size) / stride + 1, and likewise W'
//
// Example: x = [[−1, −2], [−3, −4]], size 2, stride 2, padding 1 gives the picture itself: each window holds one pixel
// of it and three padded places.
//
// `-Scalar.infinity` is smaller than every number.
// By hand, please: without the engine's `maxPooling`.

func maxPool(x: Tensor, size: Int, stride: Int, padding: Int) throws -> Tensor {
    throw notAttempted()
}

// The backward pass, without padding: g is the gradient with respect to the output. It goes to the number that won each
// window; of equals, to the first in reading order (row by row). Windows may overlap.
//
//     x [H, W], g [(H − size) / stride + 1, (W − size) / stride + 1], size, stride
//     returns dx [H, W]
//
// Example: x = [[1, 7, 2]], size 1 gives g back. For x = [[3, 5, 1], [0, 2, 4]], size 2, stride 1 and g = [[10, 20]] the 5
// wins both windows: dx = [[0, 30, 0], [0, 0, 0]].

func maxPoolBackward(x: Tensor, g: Tensor, size: Int, stride: Int) throws -> Tensor {
    throw notAttempted()
}
