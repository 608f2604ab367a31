/// Something that selects along one axis: a number (`x[0]`, which drops the axis), a range (`x[0..<128]`, which
/// keeps it), or `.all`. Numbers and ranges with one end may count from the end: `x[-1]`, `x[..<(-1)]`.
public protocol TensorIndex {
    /// The places selected on an axis of this length, and whether the axis stays.
    func selection(length: Int) -> (range: Range<Int>, keepsAxis: Bool)
}

/// Selects a whole axis: `x[.all, 1]` is the second column.
public struct AllIndex: TensorIndex {
    public init() {}
    public func selection(length: Int) -> (range: Range<Int>, keepsAxis: Bool) { (0..<length, true) }
}

extension TensorIndex where Self == AllIndex {
    /// Selects a whole axis.
    public static var all: AllIndex { AllIndex() }
}

extension Int: TensorIndex {
    public func selection(length: Int) -> (range: Range<Int>, keepsAxis: Bool) {
        let place = self < 0 ? self + length : self
        // Int.max has no successor; as an index it is out of range either way.
        return (place..<Swift.max(place, place &+ 1), false)
    }
}

extension Range: TensorIndex where Bound == Int {
    public func selection(length: Int) -> (range: Range<Int>, keepsAxis: Bool) { (self, true) }
}

extension ClosedRange: TensorIndex where Bound == Int {
    public func selection(length: Int) -> (range: Range<Int>, keepsAxis: Bool) {
        (lowerBound..<Swift.max(upperBound, upperBound &+ 1), true)
    }
}

extension PartialRangeFrom: TensorIndex where Bound == Int {
    public func selection(length: Int) -> (range: Range<Int>, keepsAxis: Bool) {
        let start = lowerBound < 0 ? lowerBound + length : lowerBound
        return (start..<Swift.max(start, length), true)
    }
}

extension PartialRangeUpTo: TensorIndex where Bound == Int {
    public func selection(length: Int) -> (range: Range<Int>, keepsAxis: Bool) {
        (0..<Swift.max(0, upperBound < 0 ? upperBound + length : upperBound), true)
    }
}

extension PartialRangeThrough: TensorIndex where Bound == Int {
    public func selection(length: Int) -> (range: Range<Int>, keepsAxis: Bool) {
        let end = upperBound < 0 ? upperBound + length : upperBound
        return (0..<Swift.max(0, end, end &+ 1), true)
    }
}

extension Tensor {
    /// The part of the tensor that the indices select, one index for each axis from the left; axes without an
    /// index are kept whole. A number drops its axis (−1 is the last place), a range keeps it. Reading shares
    /// the numbers; writing broadcasts the new value over the part.
    public subscript(indices: any TensorIndex...) -> Tensor {
        get { self[indices] }
        set { self[indices] = newValue }
    }

    /// The same with the indices in an array.
    public subscript(indices: [any TensorIndex]) -> Tensor {
        get {
            let region = layout(of: indices)
            return Tensor(
                storage: storage, shape: region.shape, strides: region.strides, offset: region.offset)
        }
        set {
            makeRowMajorAndWhole()
            let region = layout(of: indices)
            require(
                broadcastShape(newValue.shape, region.shape) == region.shape,
                "x[…] = y: expected a value that can be broadcast to shape \(region.shape), but got \(newValue.shape)"
            )
            let value = newValue.broadcast(to: region.shape)
            storage.withUnsafeMutableBufferPointer {
                guard let first = $0.baseAddress else { return }
                copyElements(of: value, to: first + region.offset, strides: region.strides)
            }
        }
    }

    /// Where the selected elements lie.
    private func layout(of indices: [any TensorIndex]) -> (shape: [Int], strides: [Int], offset: Int) {
        require(indices.count <= rank, ShapeError.index(indices, shape: shape)!)
        var newShape: [Int] = []
        var newStrides: [Int] = []
        var newOffset = offset
        for axis in 0..<rank {
            let index: any TensorIndex = axis < indices.count ? indices[axis] : AllIndex()
            let (range, keepsAxis) = index.selection(length: shape[axis])
            require(
                range.lowerBound >= 0 && range.upperBound <= shape[axis],
                ShapeError.index(indices, shape: shape)!
            )
            newOffset += range.lowerBound * strides[axis]
            if keepsAxis {
                newShape.append(range.count)
                newStrides.append(strides[axis])
            }
        }
        return (newShape, newStrides, newOffset)
    }

    /// The rows with these numbers, in this order, copied into a new tensor.
    ///
    /// Shapes: [N, A, B, …], k row numbers → [k, A, B, …].
    public func gathering(_ rows: [Int]) -> Tensor {
        require(rank > 0, "gathering: expected a tensor with at least one axis, but got a scalar")
        for row in rows {
            require(
                row >= 0 && row < shape[0],
                "gathering: expected row numbers within 0..<\(shape[0]), but got \(row); the shape is \(shape)"
            )
        }
        return gatherRows(self, rows)
    }
}
