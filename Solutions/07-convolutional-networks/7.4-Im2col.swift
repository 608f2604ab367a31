import Exercises
import Nabla

// 7.4  Windows as rows: im2col
//
// Lay every window of a picture out as a row. A convolution is then one matrix product: these rows times the flattened
// kernels.
//
//     x [C, H, W], a window of height × width, stride
//     returns [number of windows, C · height · width]
//
// Windows come row by row, from the upper left. Within a window the order is channel, then row, then column: the order
// of a flattened kernel. No padding.
//
// Example: x = [[[1, 2, 3], [4, 5, 6]]] (one channel), height 2, width 2, stride 1 gives
// [[1, 2, 4, 5], [2, 3, 5, 6]].
//
// `x[c, i, j].item` is a number. Collect numbers in a list, `var list: [Scalar] = []` and `list.append(…)`, and give it
// its shape at the end: `Tensor(scalars: list, shape: [rows, columns])`. Please write the loops yourself, without the
// kit's `windows`.

func im2col(x: Tensor, height: Int, width: Int, stride: Int) throws -> Tensor {
    let channels = x.shape[0]
    let rows = (x.shape[1] - height) / stride + 1
    let columns = (x.shape[2] - width) / stride + 1
    var list: [Scalar] = []
    for i in 0..<rows {
        for j in 0..<columns {
            for c in 0..<channels {
                for u in 0..<height {
                    for v in 0..<width { list.append(x[c, stride * i + u, stride * j + v].item) }
                }
            }
        }
    }
    return Tensor(scalars: list, shape: [rows * columns, channels * height * width])
}

// Why: the order of the loops is the order of the numbers. Windows outside, so that each is a row; channel, row, column
// inside, so that a row meets a flattened kernel number by number.
