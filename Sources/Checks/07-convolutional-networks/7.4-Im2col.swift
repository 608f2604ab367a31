// 7.4 im2col
// points: 2
// minutes: 15
// difficulty: medium
// by hand: .windows
// hint: One window becomes one row. How many windows are there, and how many numbers are in one?
// hint: The order of the loops is the order of the numbers: windows row by row, and within a window channel, then row,
//   then column.
// hint: Two loops over the windows, three over channel, row and column of the window; append
//   x[c, stride · i + u, stride · j + v].item to a list and give the list its shape at the end.

import Grading
import Nabla

struct Windows {
    var x: Tensor, height: Int, width: Int, stride: Int

    var channels: Int { x.shape[0] }
    /// How many windows there are, by row and column, and how many numbers each has.
    var rows: Int { (x.shape[1] - height) / stride + 1 }
    var columns: Int { (x.shape[2] - width) / stride + 1 }
    var entries: Int { channels * height * width }

    func with(height: Int? = nil, width: Int? = nil, stride: Int? = nil) -> Windows {
        Windows(x: x, height: height ?? self.height, width: width ?? self.width, stride: stride ?? self.stride)
    }

    /// The windows as rows: with another number of them, other starts, or the numbers of a row in other places.
    func laidOut(
        rows: Int? = nil, columns: Int? = nil, apart: (Int, Int)? = nil,
        place: ((_ c: Int, _ u: Int, _ v: Int) -> Int)? = nil
    ) -> Tensor {
        let (rows, columns, apart) = (rows ?? self.rows, columns ?? self.columns, apart ?? (stride, stride))
        let (flat, s) = (x.scalars, x.shape)
        var all = [Scalar](repeating: 0, count: rows * columns * entries)
        for number in 0..<rows * columns {
            let (top, left) = (apart.0 * (number / columns), apart.1 * (number % columns))
            for entry in 0..<entries {
                let (c, u, v) = (entry / (height * width), entry / width % height, entry % width)
                all[number * entries + (place?(c, u, v) ?? entry)] = flat[(c * s[1] + top + u) * s[2] + left + v]
            }
        }
        return Tensor(scalars: all, shape: [rows * columns, entries])
    }
}

let im2col = Check<Windows, Tensor>(result: "rows") { c in
    c.inputs { generator in
        [([2, 4, 5], 2, 3, 1), ([3, 7, 6], 3, 2, 2)].map { shape, height, width, stride in
            Windows(x: generator.nonZeroHalves(shape, limit: 12), height: height, width: width, stride: stride)
        }
    }
    c.right { $0.laidOut() }
    c.wrong(
        "Within a row the order is row, column, channel. It must match the order of the flattened kernel: channel, row, column."
    ) { w in w.laidOut { c, u, v in (u * w.width + v) * w.channels + c } }
    c.wrong(
        .transpose,
        "Row and column of the window are exchanged within each channel. Which of them runs fastest in a flattened kernel?"
    ) { w in w.laidOut { c, u, v in (c * w.width + v) * w.height + u } }
    c.wrong(.transpose, "The result is transposed. One row for each window, or one column?") {
        $0.laidOut().transposed()
    }
    c.wrong("The windows are listed column by column. In which order will the products be reshaped to a map?") { w in
        w.laidOut().gathering((0..<w.rows * w.columns).map { $0 % w.rows * w.columns + $0 / w.rows })
    }
    c.wrong("The stride is not used. Where does the next window start?") { $0.with(stride: 1).laidOut() }
    c.wrong(
        "The windows do not overlap: each starts where the last one ended. Neighbouring windows share pixels."
    ) { w in
        let (rows, columns) = ((w.x.shape[1] - w.height) / w.height + 1, (w.x.shape[2] - w.width) / w.width + 1)
        return w.laidOut(rows: rows, columns: columns, apart: (w.height, w.width))
    }
    c.wrong("The rows are runs of the flat memory. A window is not contiguous there: its rows lie apart.") { w in
        let flat = w.x.scalars
        let all = (0..<w.rows * w.columns).flatMap { window in
            (0..<w.entries).map { flat[(window * w.stride + $0) % flat.count] }
        }
        return Tensor(scalars: all, shape: [w.rows * w.columns, w.entries])
    }
    c.wrong(
        "Only the first channels are there. How many there are differs from call to call.", forEach: [1, 2]
    ) { Windows(x: $0.x[0..<$1], height: $0.height, width: $0.width, stride: $0.stride).laidOut() }
    c.wrong("The window's size is written in the code. It comes with the call.", forEach: [[2, 3], [3, 3], [2, 2]]) {
        $0.with(height: $1[0], width: $1[1]).laidOut()
    }
    c.wrong(
        "The right number of windows, but they start one pixel apart. Output index and input index are not the same."
    ) { $0.laidOut(apart: (1, 1)) }
    c.wrong(
        "The rows do not depend on the picture.", { 0 * $0.laidOut() }, { 0 * $0.laidOut() + 1 })
    c.wrong(
        .offByOne,
        "The last window of each row of windows is missing, or the last row of them. How many places are there when the window just fits?",
        { $0.laidOut(rows: $0.rows - 1, columns: $0.columns - 1) }, { $0.laidOut(rows: $0.rows - 1) })
}
