import Nabla

extension Lesson07 {
    // MARK: 7.2 convolution, one channel

    typealias Slide = (x: Tensor, kernel: Tensor, stride: Int)

    static var convolve: Check<Slide, Tensor> {
        var check = Check<Slide, Tensor>(
            exercise: Exercise(
                id: "7.2", name: "convolve", points: 2, byHand: ["convolution", "convolutionByLoops"],
                hints: [
                    "One cell of the output is one window: which pixels are under the kernel when it lies at the "
                        + "upper left, and which for output cell [i, j]?",
                    "Exercise 7.1 gives the size of the output along each axis. Output cell [i, j] starts at row "
                        + "stride · i and column stride · j of the input.",
                    "`(x[a..<b, c..<d] * kernel).sum()` multiplies a window with the kernel and adds up; "
                        + "or two inner loops over the kernel's rows and columns, with a sum that starts at 0.",
                ]),
            inputs: { generator in
                [((5, 6), (2, 3), 1), ((9, 8), (3, 3), 2), ((4, 10), (3, 4), 3)].map { size, kernel, stride in
                    (
                        generator.nonZeroHalves([size.0, size.1]),
                        generator.nonZeroHalves([kernel.0, kernel.1], limit: 2), stride
                    )
                }
            },
            show: { [Part("x", $0.x), Part("kernel", $0.kernel), Part("stride", $0.stride)] },
            results: { [Part("output", $1)] },
            right: { slid($0) })
        check.knows(
            "a", .convention,
            "The kernel was turned around before it slid. The text says: slide and multiply, as it stands."
        ) { slid($0, kernel: Plane($0.kernel).turned) }
        check.knows(
            "b", .transpose,
            "The kernel is transposed. The row of the window meets the row of the kernel.",
            { slide in
                let (kernel, right) = (Plane(slide.kernel), Plane(slid(slide)))
                return Plane(right.height, right.width) { i, j in
                    window(slide, i, j) { kernel[$1, $0] }
                }.tensor
            },
            { slide in
                let kernel = Plane(slide.kernel)
                return kernel.height == kernel.width ? slid(slide, kernel: kernel.transposed) : slid(slide)
            }
        )
        check.knows(
            "c",
            "The kernel is mirrored on one axis. A half flip is neither of the two definitions.",
            { slide in
                let k = Plane(slide.kernel)
                return slid(slide, kernel: Plane(k.height, k.width) { k[k.height - 1 - $0, $1] })
            },
            { slide in
                let k = Plane(slide.kernel)
                return slid(slide, kernel: Plane(k.height, k.width) { k[$0, k.width - 1 - $1] })
            }
        )
        check.knows(
            "d", .accumulate,
            "Each cell holds one product only, that of the last tap. The cell is a sum over the window."
        ) { slide in
            let k = Plane(slide.kernel)
            return slid(
                slide,
                kernel: Plane(k.height, k.width) { ($0, $1) == (k.height - 1, k.width - 1) ? k[$0, $1] : 0 })
        }
        check.knows(
            "e", .startValue,
            "The sum runs on from cell to cell. Each window starts its own sum."
        ) { slide in
            var total: Scalar = 0
            let right = Plane(slid(slide))
            return Plane(right.height, right.width) {
                total += right[$0, $1]
                return total
            }.tensor
        }
        check.knows(
            "f",
            "The output has the right size, but its windows start one pixel apart. Output index and input index "
                + "are not the same."
        ) { slide in
            let right = Plane(slid(slide))
            let close = Plane(slid((slide.x, slide.kernel, 1)))
            return Plane(right.height, right.width) { close[$0, $1] }.tensor
        }
        check.knows(
            "g",
            "The picture was padded. Which positions are allowed here? Only those where the whole window lies "
                + "inside."
        ) { slide in
            let (x, k) = (Plane(slide.x), Plane(slide.kernel))
            let (top, left) = ((k.height - 1) / 2, (k.width - 1) / 2)
            let rows = (x.height + slide.stride - 1) / slide.stride
            let columns = (x.width + slide.stride - 1) / slide.stride
            return Plane(rows, columns) { i, j in
                var sum: Scalar = 0
                for u in 0..<k.height {
                    for v in 0..<k.width {
                        sum += k[u, v] * x[slide.stride * i + u - top, slide.stride * j + v - left]
                    }
                }
                return sum
            }.tensor
        }
        check.knows(
            "h",
            "The stride is not used: there are too many cells. How far apart are two windows?"
        ) { slid(($0.x, $0.kernel, 1)) }
        check.knows(
            "i",
            "The size of the kernel is written in the code. It differs from call to call.",
            { cut($0, 3, 3) }, { cut($0, 2, 3) }, { cut($0, 2, 2) }
        )
        check.knows(
            "j", .average,
            "These are means over the window. The text asks for the sum of the products."
        ) { slid($0) / Scalar($0.kernel.size) }
        check.knows(
            "k",
            "The output does not depend on the picture.",
            { Tensor(zeros: slid($0).shape) }, { Tensor(ones: slid($0).shape) }
        )
        check.knows(
            "l",
            "The windows were added up without the kernel. Each pixel is multiplied with the number that lies on it."
        ) { slide in slid(slide, kernel: Plane(Tensor(ones: slide.kernel.shape))) }
        check.knows(
            "m", .transpose,
            "The window starts at [j, i]. The row of the output belongs to the row of the window."
        ) { slide in
            let right = Plane(slid(slide))
            return Plane(right.height, right.width) { window(slide, $1, $0) { Plane(slide.kernel)[$0, $1] } }
                .tensor
        }
        return check
    }

    /// The sum of the products in the window of one output cell; pixels outside count as 0.
    private static func window(
        _ slide: Slide, _ i: Int, _ j: Int, weight: (_ u: Int, _ v: Int) -> Scalar
    ) -> Scalar {
        let (x, k) = (Plane(slide.x), Plane(slide.kernel))
        var sum: Scalar = 0
        for u in 0..<k.height {
            for v in 0..<k.width { sum += weight(u, v) * x[slide.stride * i + u, slide.stride * j + v] }
        }
        return sum
    }

    private static func slid(_ slide: Slide, kernel: Plane? = nil) -> Tensor {
        let (x, k) = (Plane(slide.x), kernel ?? Plane(slide.kernel))
        let (rows, columns) = (
            (x.height - k.height) / slide.stride + 1, (x.width - k.width) / slide.stride + 1
        )
        return Plane(rows, columns) { i, j in
            var sum: Scalar = 0
            for u in 0..<k.height {
                for v in 0..<k.width { sum += k[u, v] * x[slide.stride * i + u, slide.stride * j + v] }
            }
            return sum
        }.tensor
    }

    /// Sums over the first rows and columns of the kernel only, in an output of the right size.
    private static func cut(_ slide: Slide, _ rows: Int, _ columns: Int) -> Tensor {
        let right = Plane(slid(slide))
        let k = Plane(slide.kernel)
        return Plane(right.height, right.width) { i, j in
            window(slide, i, j) { $0 < rows && $1 < columns ? k[$0, $1] : 0 }
        }.tensor
    }
}
