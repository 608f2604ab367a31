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
    let (height, width) = (x.shape[0], x.shape[1])
    let rows = (height + 2 * padding - size) / stride + 1
    let columns = (width + 2 * padding - size) / stride + 1
    var y = Tensor(zeros: [rows, columns])
    for i in 0..<rows {
        for j in 0..<columns {
            var best = -Scalar.infinity
            for u in 0..<size {
                for v in 0..<size {
                    let (row, column) = (stride * i + u - padding, stride * j + v - padding)
                    guard row >= 0, row < height, column >= 0, column < width else { continue }
                    best = max(best, x[row, column].item)
                }
            }
            y[i, j] = Tensor(best)
        }
    }
    return y
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
    var dx = Tensor(zeros: x.shape)
    for i in 0..<g.shape[0] {
        for j in 0..<g.shape[1] {
            var (row, column) = (stride * i, stride * j)
            for u in stride * i..<stride * i + size {
                for v in stride * j..<stride * j + size where x[u, v].item > x[row, column].item {
                    (row, column) = (u, v)
                }
            }
            dx[row, column] += g[i, j].item
        }
    }
    return dx
}

// Why: a padded place is no number, so it is skipped; a start at 0 would win over a window of negative ones. Going back,
// a small change of a number that lost changes nothing, so only the winner hears, once for each window it won.
