import Nabla

/// The figures of lesson 02.
enum BroadcastingFigures {
    /// Two tensors as broadcasting reads them, their repetitions pale, and what comes out.
    static func ghosts(_ a: Tensor, _ sign: String, _ b: Tensor, _ result: Tensor) -> Figure {
        func box(_ x: Tensor, ink: Ink) -> TensorBox {
            let missing = result.rank - x.rank
            let repeated = result.shape.indices.filter {
                $0 < missing || (x.shape[$0 - missing] == 1 && result.shape[$0] > 1)
            }
            let labels = result.shape.indices.map { axis -> TensorBox.AxisLabel in
                guard repeated.contains(axis) else { return .axis(axis, length: result.shape[axis]) }
                return TensorBox.AxisLabel(
                    axis < missing
                        ? "axis \(axis), missing → \(result.shape[axis])"
                        : "axis \(axis), length 1 → \(result.shape[axis])",
                    ink: .series(axis))
            }
            return TensorBox(
                x.broadcast(to: result.shape).scalars, shape: result.shape, title: "\(x.shape)",
                axes: labels, repeated: Set(repeated)
            ) { _, _ in ink }
        }
        return Figure(
            TensorBoxes(largestCell: 136) {
                box(a, ink: .data)
                sign
                box(b, ink: .prediction)
                "="
                TensorBox(
                    result.scalars, shape: result.shape, title: "\(result.shape)"
                ) { _, _ in .gradient }
            })
    }

    /// A list alone, as a row and as a column.
    static func rowAndColumn(_ list: Tensor) -> Figure {
        func box(_ x: Tensor, _ title: String) -> TensorBox {
            TensorBox(x.scalars, shape: x.shape, title: title, caption: "shape \(x.shape)") { _, _ in .data }
        }
        return Figure(
            TensorBoxes(largestCell: 100) {
                box(list, "the list")
                box(list.expanded(atAxis: 0), "expanded(atAxis: 0)")
                box(list.expanded(atAxis: 1), "expanded(atAxis: 1)")
            })
    }

    /// A matrix with the bias as its last column, times a vector that ends in a 1.
    static func biasTrick(_ glued: Tensor, _ longer: Tensor) -> Figure {
        let last = longer.size - 1
        return Figure(
            TensorBoxes(largestCell: 100) {
                TensorBox(
                    glued.scalars, shape: glued.shape, title: "[W b]", axes: [.none, .none]
                ) { index, _ in index[1] == last ? .prediction : .data }
                "·"
                TensorBox(
                    longer.scalars, shape: [longer.size, 1], title: "[h; 1]", axes: [.none, .none]
                ) { index, _ in index[0] == last ? .prediction : .data }
                "="
                TensorBox(
                    matmul(glued, longer).scalars, shape: [glued.shape[0], 1], title: "W·h + b",
                    axes: [.none, .none]
                ) { _, _ in .gradient }
            })
    }

    /// Pairs of shapes set like sums, flush right, with what comes out or the column that does not fit.
    static func sums(_ pairs: [([Int], [Int])]) -> Figure {
        let columns = 3
        let (wide, high) = (9.2, 5.3)
        return Figure(
            Diagram(width: wide * Double(columns), height: high * 2 - 0.3) {
                for (number, pair) in pairs.enumerated() {
                    let rank = Double(max(pair.0.count, pair.1.count))
                    let right = wide * (Double(number % columns) + 0.5) + 2.35 * rank / 2
                    let top = high * Double(2 - number / columns) - 0.1
                    sum(pair, right: right, top: top)
                }
            })
    }

    private static func sum(_ pair: ([Int], [Int]), right: Double, top: Double) -> [any Mark] {
        let rank = max(pair.0.count, pair.1.count)
        let step = 2.35
        func length(_ shape: [Int], _ fromRight: Int) -> Int? {
            fromRight < shape.count ? shape[shape.count - 1 - fromRight] : nil
        }
        let fitsAll = broadcastShape(pair.0, pair.1) != nil
        var marks: [any Mark] = []
        for place in 0..<rank {
            let x = right - step * Double(place) - step / 2
            let (m, n) = (length(pair.0, place), length(pair.1, place))
            let fits = broadcastShape([m ?? 1], [n ?? 1])?[0]
            for (row, value, other) in [(0, m, n), (1, n, m)] {
                let y = top - 1.1 - 1.35 * Double(row)
                let isRepeated = (value ?? 1) == 1 && (other ?? 1) != 1
                if value == nil {
                    marks.append(Note("1", at: (x, y), color: .neutral, size: 38))
                    marks += dashedBox(x, y)
                } else {
                    marks.append(
                        Box(
                            "\(value!)", at: (x, y), width: 2.05, height: 1.1,
                            color: fits == nil ? .error : isRepeated ? .prediction : .data, size: 44))
                }
            }
            if let fits, fitsAll {
                marks.append(
                    Box(
                        "\(fits)", at: (x, top - 4.15), width: 2.05, height: 1.1, color: .gradient, size: 44))
            } else if fits == nil {
                marks.append(Note("✗", at: (x, top - 4.15), color: .error, size: 48, isBold: true))
            }
        }
        let width = step * Double(max(rank, 2))
        marks.append(
            Line(
                [right - width, right], [top - 3.28, top - 3.28], color: .foreground, weight: .thin,
                opacity: 1))
        return marks
    }

    private static func dashedBox(_ x: Double, _ y: Double) -> [any Mark] {
        let (w, h) = (1.025, 0.55)
        return [
            Line(
                [x - w, x + w, x + w, x - w, x - w], [y - h, y - h, y + h, y + h, y - h], color: .neutral,
                weight: .thin, style: .dashed, opacity: 1)
        ]
    }

    /// Pictures [H, W, 3] side by side, each with what was done to it.
    static func photographs(_ pictures: [(name: String, pixels: Tensor)]) -> Figure {
        Figure(
            ImageGrid(columns: pictures.count) {
                pictures.map { name, pixels in
                    let bytes = pixels.scalars.map { UInt8(min(max($0, 0), 1) * 255) }
                    return Tile(
                        Picture(width: pixels.shape[1], height: pixels.shape[0], channels: 3, pixels: bytes),
                        caption: name)
                }
            })
    }
}
