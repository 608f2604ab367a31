import Nabla

/// The figures of lesson 01.
enum TensorFigures {
    /// Tensors of rank 0 to 4, the same number lit in each, and the indices that reach it.
    static func ladder(_ tensors: [(tensor: Tensor, path: [Int])]) -> Figure {
        func box(_ tensor: Tensor, _ path: [Int]) -> TensorBox {
            let places = path.map(String.init).joined(separator: ", ")
            return TensorBox(
                tensor.scalars, shape: tensor.shape,
                title: path.isEmpty ? "rank 0\nx" : "rank \(tensor.rank)\nx[\(places)]", isSolid: true
            ) { index, _ in index == path ? .foreground : nil }
        }
        return Figure(columns: 1, rowHeights: [0.37, 0.63]) {
            TensorBoxes(largestCell: 72) { tensors.prefix(3).map { box($0.tensor, $0.path) } }
            TensorBoxes(largestCell: 72) { tensors.suffix(2).map { box($0.tensor, $0.path) } }
        }
    }

    /// Three slices of one tensor: what is taken, which axes survive, which one goes.
    static func slices(_ x: Tensor) -> Figure {
        func row(_ slice: Tensor, gone: Set<Int>, isTaken: @escaping ([Int]) -> Bool) -> TensorBoxes {
            let kept = x.shape.indices.filter { !gone.contains($0) }
            return TensorBoxes(largestCell: 76) {
                TensorBox(
                    x.scalars, shape: x.shape,
                    axes: x.shape.enumerated().map { .axis($0, length: $1, isStruck: gone.contains($0)) },
                    isSolid: true
                ) { index, _ in isTaken(index) ? .foreground : nil }
                "→"
                TensorBox(
                    slice.scalars, shape: slice.shape,
                    axes: zip(kept, slice.shape).enumerated().map { place, old in
                        TensorBox.AxisLabel("axis \(place), length \(old.1)", ink: .series(old.0))
                    }, isSolid: true
                ) { _, _ in .foreground }
            }
        }
        return Figure(columns: 2, columnWidths: [0.26, 0.74]) {
            TensorBoxes { "x[1]" }
            row(x[1], gone: [0]) { $0[0] == 1 }
            TensorBoxes { "x[1..<2]" }
            row(x[1..<2], gone: []) { $0[0] == 1 }
            TensorBoxes { "x[.all, 0, 1]" }
            row(x[.all, 0, 1], gone: [1, 2]) { $0[1] == 0 && $0[2] == 1 }
        }
    }

    /// Six numbers as [2, 3], reshaped and transposed, each above its flat buffer.
    static func reshapeAndTranspose(_ x: Tensor) -> Figure {
        let first = Set(x[0].scalars)
        func ink(_ index: [Int], _ value: Double) -> Ink? {
            first.contains(Scalar(value)) ? .data : .prediction
        }
        func boxes(_ tensor: Tensor, _ title: String) -> TensorBox {
            TensorBox(
                tensor.scalars, shape: tensor.shape, title: title,
                axes: tensor.shape.enumerated().map { TensorBox.AxisLabel("axis \($0), length \($1)") },
                ink: ink)
        }
        func buffer(_ tensor: Tensor, _ caption: String) -> TensorBox {
            TensorBox(
                tensor.scalars, shape: [tensor.size], caption: caption, axes: [.none], ink: ink)
        }
        return Figure(columns: 3, rowHeights: [0.68, 0.32]) {
            TensorBoxes(largestCell: 118) { boxes(x, "x") }
            TensorBoxes(largestCell: 118) { boxes(x.reshaped(to: [3, 2]), "reshaped to [3, 2]") }
            TensorBoxes(largestCell: 118) { boxes(x.transposed(), "transposed") }
            TensorBoxes(largestCell: 84) { buffer(x, "the flat buffer") }
            TensorBoxes(largestCell: 84) { buffer(x.reshaped(to: [3, 2]), "same buffer, other breaks") }
            TensorBoxes(largestCell: 84) { buffer(x.transposed(), "another order") }
        }
    }

    /// A sum along each axis of a matrix: the axis that is named disappears.
    static func sums(_ x: Tensor) -> Figure {
        func row(_ axis: Int) -> TensorBoxes {
            let sum = x.sum(alongAxes: axis)
            let other = 1 - axis
            return TensorBoxes(title: "x.sum(alongAxes: \(axis))", largestCell: 112) {
                TensorBox(
                    x.scalars, shape: x.shape,
                    axes: x.shape.enumerated().map { .axis($0, length: $1, isStruck: $0 == axis) }
                ) { index, _ in .series(2 + index[other]) }
                "→"
                TensorBox(
                    sum.scalars, shape: sum.shape,
                    axes: [TensorBox.AxisLabel("axis 0, length \(sum.size)", ink: .series(other))]
                ) { index, _ in .series(2 + index[0]) }
            }
        }
        return Figure(columns: 2) {
            row(0)
            row(1)
        }
    }
}
