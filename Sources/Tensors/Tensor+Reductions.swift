// Many numbers into few. Without axes, a reduction takes all elements and gives a number; with axes it takes
// the elements along these and gives a tensor without them (or with length 1 there, when they are kept).

extension Tensor {
    /// Sum of all elements, Σ xᵢ. Added up in 64 bits, as in every sum here.
    public func sum() -> Scalar { Scalar(total) }

    /// Mean of all elements, Σ xᵢ / N.
    public func mean() -> Scalar {
        requireElements("mean")
        return Scalar(total / Double(size))
    }

    /// Largest element; NaN if there is one.
    public func max() -> Scalar {
        requireElements("max")
        return reshaped(to: [size]).max(alongAxis: 0).item
    }

    /// Smallest element; NaN if there is one.
    public func min() -> Scalar {
        requireElements("min")
        return reshaped(to: [size]).min(alongAxis: 0).item
    }

    /// Variance of all elements, Σ (xᵢ − mean)² / N: divided by the number of elements, not by one less.
    public func variance() -> Scalar {
        requireElements("variance")
        return Scalar(totalOfSquares(around: total / Double(size)) / Double(size))
    }

    /// Euclidean norm of all elements, √Σ xᵢ²: the length of the tensor seen as one long vector.
    public func norm() -> Scalar { Scalar(norm64) }

    /// The same in 64 bits, since the norm of numbers that 32 bits hold may be larger than all of them.
    package var norm64: Double {
        let squares = totalOfSquares()
        if squares > 1e-280 && squares < .infinity { return squares.squareRoot() }
        // The squares overflowed or vanished: the numbers are brought near to 1 first.
        guard size > 0, case let largest = Double(abs(self).max()), largest > 0, largest.isFinite else {
            return squares
        }
        let factor = Swift.min(1 / largest, 1e300)
        return totalOfSquares(times: factor).squareRoot() / factor
    }

    /// Sum along these axes. `sum(alongAxes: 0)` of a matrix adds up its rows: one sum per column.
    ///
    /// Shapes: [M, N] along 0 → [N]; along 1 → [M]; along 1 with `keepingAxes` → [M, 1].
    public func sum(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Tensor {
        sum(alongAxes: [axis] + more, keepingAxes: keepingAxes)
    }

    /// The same with the axes in an array.
    public func sum(alongAxes axes: [Int], keepingAxes: Bool = false) -> Tensor {
        reduced(axes, keepingAxes, "sum") { $0.sum(alongAxis: $1) }
    }

    /// Mean along these axes.
    public func mean(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Tensor {
        mean(alongAxes: [axis] + more, keepingAxes: keepingAxes)
    }

    /// The same with the axes in an array.
    public func mean(alongAxes axes: [Int], keepingAxes: Bool = false) -> Tensor {
        requireElements("mean", alongAxes: axes)
        return reduced(axes, keepingAxes, "mean") {
            $0.sum(alongAxis: $1, dividedBy: Double($0.shape[$1]))
        }
    }

    /// Largest element along these axes; NaN where there is one.
    public func max(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Tensor {
        requireElements("max", alongAxes: [axis] + more)
        return reduced([axis] + more, keepingAxes, "max") { $0.max(alongAxis: $1) }
    }

    /// Smallest element along these axes; NaN where there is one.
    public func min(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Tensor {
        requireElements("min", alongAxes: [axis] + more)
        return reduced([axis] + more, keepingAxes, "min") { $0.min(alongAxis: $1) }
    }

    /// Index of the largest element in row-major order: of equals the first, and the first NaN if there is one.
    public func argmax() -> Int {
        requireElements("argmax")
        return reshaped(to: [1, size]).argmax(alongAxis: 1)[0]
    }

    /// Index of the smallest element in row-major order: of equals the first, and the first NaN if there is one.
    public func argmin() -> Int {
        requireElements("argmin")
        return reshaped(to: [1, size]).argmin(alongAxis: 1)[0]
    }

    /// Index of the largest element along an axis: of equals the first, and the first NaN if there is one.
    ///
    /// Shapes: [N, K] along 1 → N indices. With more axes the indices come in row-major order of the others.
    public func argmax(alongAxis axis: Int) -> [Int] { indices("argmax", axis, indexOfLargest) }

    /// Index of the smallest element along an axis: of equals the first, and the first NaN if there is one.
    ///
    /// Shapes: as for `argmax`.
    public func argmin(alongAxis axis: Int) -> [Int] { indices("argmin", axis, indexOfSmallest) }

    private func indices(
        _ operation: String, _ axis: Int, _ index: (UnsafePointer<Scalar>, Int) -> Int
    ) -> [Int] {
        requireElements(operation, alongAxes: [axis])
        let axis = resolvedAxis(axis, rank: rank, operation: operation)
        var order = Array(0..<rank)
        order.append(order.remove(at: axis))
        let width = shape[axis]
        var result: [Int] = []
        transposed(permutation: order).withElements { x in
            result = (0..<(size / width)).map { row in index(x + row * width, width) }
        }
        return result
    }

    private func reduced(
        _ axes: [Int], _ keepingAxes: Bool, _ operation: String, _ reduce: (Tensor, Int) -> Tensor
    ) -> Tensor {
        let resolved = Set(axes.map { resolvedAxis($0, rank: rank, operation: operation) })
        require(
            resolved.count == axes.count,
            "\(operation): expected each axis once, but got \(axes); an axis can be reduced only once")
        var result = self
        // From the last axis to the first, so that the numbers of the others stay true.
        for last in stride(from: rank - 1, through: 0, by: -1) where resolved.contains(last) {
            // Neighbouring axes are one long axis: one pass over memory instead of one for each.
            if resolved.contains(last - 1) {
                let joined = result.shape[last - 1] * result.shape[last]
                let shape = result.shape[..<(last - 1)] + [joined] + result.shape[(last + 1)...]
                result = result.reshaped(to: Array(shape))
            } else {
                result = reduce(result, last)
            }
        }
        if !keepingAxes { return result }
        return result.reshaped(to: (0..<rank).map { resolved.contains($0) ? 1 : shape[$0] })
    }

    private func requireElements(_ operation: String) {
        require(size > 0, "\(operation): expected at least one element, but got shape \(shape)")
    }

    private func requireElements(_ operation: String, alongAxes axes: [Int]) {
        let lengths = axes.map { shape[resolvedAxis($0, rank: rank, operation: operation)] }
        require(
            !lengths.contains(0),
            "\(operation): expected at least one element along \(axes), but got shape \(shape)")
    }
}
