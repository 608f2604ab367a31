import Exercises
import Nabla

// 7.3  Convolution with many channels
//
// N images with C channels each. Each of the O kernels is a block through all channels and answers with one map: every
// cell sums over all channels and the whole window, and adds the kernel's bias once. Stride 1, no padding, kernels not
// flipped.
//
//     x [N, C, H, W], w [O, C, k, k], b [O]
//     returns [N, O, H − k + 1, W − k + 1]
//
// Example: one image with two channels of one pixel each, x = [[[[3]], [[5]]]], one kernel w = [[[[2]], [[10]]]] and
// b = [1] give [[[[57]]]]: 3·2 + 5·10 + 1.
//
// Loops and sums by hand, please: the kit's `convolution` would be no exercise. `x[n, c, i, j].item` is a number, and
// `x[n, .all, i..<i + k, j..<j + k]` a window through all channels. `y[n, o, i, j] = Tensor(number)` sets a cell.

func conv2d(x: Tensor, w: Tensor, b: Tensor) throws -> Tensor {
    let (images, kernels, k) = (x.shape[0], w.shape[0], w.shape[2])
    let (rows, columns) = (x.shape[2] - k + 1, x.shape[3] - k + 1)
    var y = Tensor(zeros: [images, kernels, rows, columns])
    for n in 0..<images {
        for o in 0..<kernels {
            for i in 0..<rows {
                for j in 0..<columns {
                    let window = x[n, .all, i..<i + k, j..<j + k]
                    y[n, o, i, j] = Tensor((window * w[o]).sum() + b[o].item)
                }
            }
        }
    }
    return y
}

// Why: a kernel is as deep as the image has channels, so a cell is one sum over a block of C × k × k products. Channels
// add up their evidence, and the bias is what a kernel answers when it sees nothing: once for each cell.
