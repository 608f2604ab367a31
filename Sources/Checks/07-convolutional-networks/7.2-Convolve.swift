// 7.2 convolve
// points: 2
// minutes: 12
// difficulty: easy
// essential: yes
// by hand: convolution, convolutionByLoops, convolutionWeightGradient, convolutionInputGradient, transposedConvolution, Conv2D
// hint: One cell of the output is one window: which pixels are under the kernel when it lies at the upper left, and which
//   for output cell [i, j]?
// hint: Exercise 7.1 gives the size of the output along each axis. Output cell [i, j] starts at row stride · i and column
//   stride · j of the input.
// hint: `(x[a..<b, c..<d] * kernel).sum()` multiplies a window with the kernel and adds up; or two inner loops over the
//   kernel's rows and columns, with a sum that starts at 0.

import Grading
import Nabla

struct Slide {
    var x: Tensor, kernel: Tensor, stride: Int

    var k: Plane { Plane(kernel) }
    var size: (Int, Int) { ((x.shape[0] - k.height) / stride + 1, (x.shape[1] - k.width) / stride + 1) }

    /// The output; or with another kernel, size, or place where a window starts. Pixels outside count as 0.
    func slid(
        _ kernel: Plane? = nil, size: (Int, Int)? = nil, start: ((_ i: Int, _ j: Int) -> (Int, Int))? = nil
    ) -> Tensor {
        let (x, weights, (rows, columns)) = (Plane(x), kernel ?? k, size ?? self.size)
        return Plane(rows, columns) { i, j in
            let (top, left) = start?(i, j) ?? (stride * i, stride * j)
            var sum: Scalar = 0
            for u in 0..<k.height { for v in 0..<k.width { sum += weights[u, v] * x[top + u, left + v] } }
            return sum
        }.tensor
    }
}

let convolve = Check<Slide, Tensor>(result: "output") { c in
    c.inputs { generator in
        [([5, 6], [2, 3], 1), ([9, 8], [3, 3], 2), ([4, 10], [3, 4], 3)].map { size, kernel, stride in
            let x = generator.nonZeroHalves(size)
            return Slide(x: x, kernel: generator.nonZeroHalves(kernel, limit: 2), stride: stride)
        }
    }
    c.right { $0.slid() }
    c.wrong(
        .convention, "The kernel was rotated by 180° before it slid. The text says: slide and multiply, as it stands."
    ) { $0.slid($0.k.rotated) }
    c.wrong(
        .transpose, "The kernel is transposed. The row of the window meets the row of the kernel.",
        { $0.slid($0.k.transposed) }, { $0.slid($0.k.height == $0.k.width ? $0.k.transposed : $0.k) })
    c.wrong(
        "The kernel is mirrored on one axis. A half flip is neither of the two definitions.",
        { slide in slide.slid(Plane(slide.k.height, slide.k.width) { slide.k[slide.k.height - 1 - $0, $1] }) },
        { slide in slide.slid(Plane(slide.k.height, slide.k.width) { slide.k[$0, slide.k.width - 1 - $1] }) })
    c.wrong(
        .accumulate,
        "Each cell holds one product only, that of the last kernel entry. The cell is a sum over the window."
    ) { slide in
        let (last, k) = ((slide.k.height - 1, slide.k.width - 1), slide.k)
        return slide.slid(Plane(k.height, k.width) { ($0, $1) == last ? k[$0, $1] : 0 })
    }
    c.wrong(.startValue, "The sum runs on from cell to cell. Each window starts its own sum.") { slide in
        var total: Scalar = 0
        let sums = slide.slid().scalars.map { sum in
            total += sum
            return total
        }
        return Tensor(scalars: sums, shape: slide.slid().shape)
    }
    c.wrong(
        "The output has the right size, but its windows start one pixel apart. Output index and input index are not the same."
    ) { $0.slid { ($0, $1) } }
    c.wrong("The picture was padded. Which positions are allowed here? Only those where the whole window lies inside.")
    {
        slide in
        let (s, top, left) = (slide.stride, (slide.k.height - 1) / 2, (slide.k.width - 1) / 2)
        let size = ((slide.x.shape[0] + s - 1) / s, (slide.x.shape[1] + s - 1) / s)
        return slide.slid(size: size) { (s * $0 - top, s * $1 - left) }
    }
    c.wrong("The stride is not used: there are too many cells. How far apart are two windows?") {
        Slide(x: $0.x, kernel: $0.kernel, stride: 1).slid()
    }
    c.wrong(
        "The size of the kernel is written in the code. It differs from call to call.",
        forEach: [[3, 3], [2, 3], [2, 2]]
    ) { $0.slid($0.k.cut($1[0], $1[1])) }
    c.times(
        .average, "These are means over the window. The text asks for the sum of the products.",
        { 1 / Scalar($0.kernel.size) })
    c.wrong(
        "The output does not depend on the picture.", { 0 * $0.slid() }, { 0 * $0.slid() + 1 })
    c.wrong(
        "The windows were added up without the kernel. Each pixel is multiplied with the number that lies on it."
    ) { $0.slid(Plane($0.k.height, $0.k.width) { _, _ in 1 }) }
    c.wrong(.transpose, "The window starts at [j, i]. The row of the output belongs to the row of the window.") {
        slide in
        slide.slid { (slide.stride * $1, slide.stride * $0) }
    }
}
