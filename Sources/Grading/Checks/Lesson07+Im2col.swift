import Nabla

extension Lesson07 {
    // MARK: 7.4 im2col

    typealias Layout = (x: Tensor, height: Int, width: Int, stride: Int)

    static var im2col: Check<Layout, Tensor> {
        var check = Check<Layout, Tensor>(
            exercise: Exercise(
                id: "7.4", name: "im2col", points: 2, byHand: [".windows"],
                hints: [
                    "One window becomes one row. How many windows are there, and how many numbers are in one?",
                    "The order of the loops is the order of the numbers: windows row by row, and within a window "
                        + "channel, then row, then column.",
                    "Two loops over the windows, three over channel, row and column of the window; append "
                        + "x[c, stride · i + u, stride · j + v].item to a list and give the list its shape at the end.",
                ]),
            inputs: { generator in
                [([2, 4, 5], 2, 3, 1), ([3, 7, 6], 3, 2, 2)].map { shape, height, width, stride in
                    (generator.nonZeroHalves(shape, limit: 12), height, width, stride)
                }
            },
            show: {
                [
                    Part("x", $0.x), Part("height", $0.height), Part("width", $0.width),
                    Part("stride", $0.stride),
                ]
            },
            results: { [Part("rows", $1)] },
            right: { laidOut($0) })
        check.knows(
            "a",
            "Within a row the order is row, column, channel. It must match the order of the flattened kernel: "
                + "channel, row, column."
        ) { layout in
            laidOut(layout) { c, u, v in (u * layout.width + v) * layout.x.shape[0] + c }
        }
        check.knows(
            "b", .transpose,
            "Row and column of the window are exchanged within each channel. Which of them runs fastest in a "
                + "flattened kernel?"
        ) { layout in
            laidOut(layout) { c, u, v in (c * layout.width + v) * layout.height + u }
        }
        check.knows(
            "c", .transpose,
            "The result is transposed. One row for each window, or one column?"
        ) { laidOut($0).transposed() }
        check.knows(
            "d",
            "The windows are listed column by column. In which order will the products be reshaped to a map?"
        ) { layout in
            let (rows, columns) = count(layout)
            let right = laidOut(layout)
            return right.gathering((0..<rows * columns).map { $0 % rows * columns + $0 / rows })
        }
        check.knows(
            "e",
            "The stride is not used. Where does the next window start?"
        ) { laidOut(($0.x, $0.height, $0.width, 1)) }
        check.knows(
            "f",
            "The windows do not overlap: each starts where the last one ended. Neighbouring windows share pixels."
        ) { layout in
            let (rows, columns) = (
                (layout.x.shape[1] - layout.height) / layout.height + 1,
                (layout.x.shape[2] - layout.width) / layout.width + 1
            )
            return laidOut(
                layout,
                windows: (0..<rows * columns).map {
                    (layout.height * ($0 / columns), layout.width * ($0 % columns))
                })
        }
        check.knows(
            "g",
            "The rows are runs of the flat memory. A window is not contiguous there: its rows lie apart."
        ) { layout in
            let (rows, columns) = count(layout)
            let (taps, flat) = (layout.x.shape[0] * layout.height * layout.width, layout.x.scalars)
            let all = (0..<rows * columns).flatMap { window in
                (0..<taps).map { flat[(window * layout.stride + $0) % flat.count] }
            }
            return Tensor(scalars: all, shape: [rows * columns, taps])
        }
        check.knows(
            "h",
            "Only the first channels are there. How many there are differs from call to call.",
            { layout in laidOut((layout.x[0..<1], layout.height, layout.width, layout.stride)) },
            { layout in
                let two = laidOut((layout.x[0..<2], layout.height, layout.width, layout.stride))
                return two
            }
        )
        check.knows(
            "i",
            "The window's size is written in the code. It comes with the call.",
            { laidOut(($0.x, 2, 3, $0.stride)) }, { laidOut(($0.x, 3, 3, $0.stride)) },
            { laidOut(($0.x, 2, 2, $0.stride)) }
        )
        check.knows(
            "j",
            "The right number of windows, but they start one pixel apart. Output index and input index are not the "
                + "same."
        ) { layout in
            let (rows, columns) = count(layout)
            return laidOut(layout, windows: (0..<rows * columns).map { ($0 / columns, $0 % columns) })
        }
        check.knows(
            "k",
            "The rows do not depend on the picture.", { Tensor(zeros: laidOut($0).shape) },
            { Tensor(ones: laidOut($0).shape) }
        )
        check.knows(
            "l", .offByOne,
            "The last window of each row of windows is missing, or the last row of them. How many places are there "
                + "when the window just fits?",
            { layout in
                let (rows, columns) = count(layout)
                return laidOut(
                    layout,
                    windows: (0..<(rows - 1) * (columns - 1)).map {
                        (layout.stride * ($0 / (columns - 1)), layout.stride * ($0 % (columns - 1)))
                    })
            },
            { layout in
                let (rows, columns) = count(layout)
                return laidOut(layout)[0..<(rows - 1) * columns]
            }
        )
        return check
    }

    private static func count(_ layout: Layout) -> (rows: Int, columns: Int) {
        (
            (layout.x.shape[1] - layout.height) / layout.stride + 1,
            (layout.x.shape[2] - layout.width) / layout.stride + 1
        )
    }

    /// The windows as rows; with `place`, the numbers of a row in another order.
    private static func laidOut(
        _ layout: Layout, windows: [(Int, Int)]? = nil, place: ((_ c: Int, _ u: Int, _ v: Int) -> Int)? = nil
    ) -> Tensor {
        let (rows, columns) = count(layout)
        let starts =
            windows
            ?? (0..<rows * columns).map { (layout.stride * ($0 / columns), layout.stride * ($0 % columns)) }
        let s = layout.x.shape
        let (flat, taps) = (layout.x.scalars, s[0] * layout.height * layout.width)
        var all = [Scalar](repeating: 0, count: starts.count * taps)
        for (number, (top, left)) in starts.enumerated() {
            for c in 0..<s[0] {
                for u in 0..<layout.height {
                    for v in 0..<layout.width {
                        let usual = (c * layout.height + u) * layout.width + v
                        all[number * taps + (place?(c, u, v) ?? usual)] =
                            flat[(c * s[1] + top + u) * s[2] + left + v]
                    }
                }
            }
        }
        return Tensor(scalars: all, shape: [starts.count, taps])
    }
}
