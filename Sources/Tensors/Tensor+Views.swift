// Other ways to look at the same numbers. None of these copies an element, except a reshape of numbers that
// do not lie row by row.

extension Tensor {
    /// Reshape: the same elements, in row-major order, in another shape. One length may be −1: it is worked out.
    ///
    ///     Tensor(arange: 0..<6).reshaped(to: [2, -1])   // [[0, 1, 2], [3, 4, 5]]
    public func reshaped(to newShape: [Int]) -> Tensor {
        guard let resolved = ShapeError.resolved(newShape, size: size) else {
            fail(ShapeError.reshape(shape, to: newShape)!)
        }
        let source = rowMajor()
        return Tensor(
            storage: source.storage, shape: resolved, strides: rowMajorStrides(of: resolved),
            offset: source.offset)
    }

    /// Keeps the first axis and joins all others into one.
    ///
    /// Shapes: [N, A, B, …] → [N, A·B·…].
    public func flattened() -> Tensor {
        require(rank > 0, "flattened: expected a tensor with at least one axis, but got a scalar")
        return reshaped(to: [shape[0], elementCount(of: Array(shape.dropFirst()))])
    }

    /// Transpose: swaps the last two axes, so that rows become columns.
    ///
    /// Shapes: [M, N] → [N, M].
    public func transposed() -> Tensor {
        require(rank >= 2, "transposed: expected at least 2 axes, but got shape \(shape)")
        var order = Array(0..<rank)
        order.swapAt(rank - 1, rank - 2)
        return transposed(permutation: order)
    }

    /// Permutes the axes: axis `k` of the result is axis `permutation[k]` of this tensor.
    public func transposed(permutation: [Int]) -> Tensor {
        require(
            permutation.sorted() == Array(0..<rank),
            "transposed: expected each of the axes 0..<\(rank) once, but got \(permutation)")
        return Tensor(
            storage: storage, shape: permutation.map { shape[$0] }, strides: permutation.map { strides[$0] },
            offset: offset)
    }

    /// Broadcast: repeats axes of length 1, and missing ones on the left, until the shape is reached. Nothing is copied:
    /// a repeated axis has stride 0, so that every step along it stays where it is.
    public func broadcast(to newShape: [Int]) -> Tensor {
        if let problem = ShapeError.size(newShape, operation: "broadcast") { fail(problem) }
        require(
            broadcastShape(shape, newShape) == newShape,
            "broadcast: expected lengths that equal \(newShape) or 1, compared from the right, but got \(shape)"
        )
        let missing = newShape.count - rank
        let newStrides = newShape.indices.map { axis in
            axis < missing || shape[axis - missing] == 1 ? 0 : strides[axis - missing]
        }
        return Tensor(storage: storage, shape: newShape, strides: newStrides, offset: offset)
    }

    /// Inserts an axis of length 1: `[N]` becomes the column `[N, 1]` with axis 1, the row `[1, N]` with axis 0.
    public func expanded(atAxis axis: Int) -> Tensor {
        let axis = resolvedAxis(axis, rank: rank + 1, operation: "expanded")
        var newShape = shape
        var newStrides = strides
        newShape.insert(1, at: axis)
        newStrides.insert(axis < rank ? strides[axis] * shape[axis] : 1, at: axis)
        return Tensor(storage: storage, shape: newShape, strides: newStrides, offset: offset)
    }

    /// Removes an axis of length 1.
    public func squeezed(axis: Int) -> Tensor {
        let axis = resolvedAxis(axis, rank: rank, operation: "squeezed")
        require(
            shape[axis] == 1,
            "squeezed: expected length 1 along axis \(axis), but got shape \(shape); only such an axis can go"
        )
        var newShape = shape
        var newStrides = strides
        newShape.remove(at: axis)
        newStrides.remove(at: axis)
        return Tensor(storage: storage, shape: newShape, strides: newStrides, offset: offset)
    }
}
