// Many numbers into few. Without axes, a reduction takes all elements and gives a number; with axes it takes
// the elements along these and gives a tensor without them (or with length 1 there, when they are kept).

extension Tensor {
    /// Adds all elements.
    public func sum() -> Scalar { size == 0 ? 0 : reshaped(to: [size]).sum(alongAxis: 0).item }

    /// Averages all elements.
    public func mean() -> Scalar {
        requireElements("mean")
        return sum() / Scalar(size)
    }

    /// Finds the largest element.
    public func max() -> Scalar {
        requireElements("max")
        return reshaped(to: [size]).max(alongAxis: 0).item
    }

    /// Finds the smallest element.
    public func min() -> Scalar {
        requireElements("min")
        return reshaped(to: [size]).min(alongAxis: 0).item
    }

    /// Averages the squared distances from the mean (divided by the number of elements, not by one less).
    public func variance() -> Scalar {
        square(self - Tensor(mean())).mean()
    }

    /// Adds the elements along these axes. `sum(alongAxes: 0)` of a matrix adds up its rows: one sum per column.
    ///
    /// Shapes: [M, N] along 0 → [N]; along 1 → [M]; along 1 with `keepingAxes` → [M, 1].
    public func sum(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Tensor {
        sum(alongAxes: [axis] + more, keepingAxes: keepingAxes)
    }

    /// The same with the axes in an array.
    public func sum(alongAxes axes: [Int], keepingAxes: Bool = false) -> Tensor {
        reduced(axes, keepingAxes, "sum") { $0.sum(alongAxis: $1) }
    }

    /// Averages the elements along these axes.
    public func mean(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Tensor {
        mean(alongAxes: [axis] + more, keepingAxes: keepingAxes)
    }

    /// The same with the axes in an array.
    public func mean(alongAxes axes: [Int], keepingAxes: Bool = false) -> Tensor {
        let total = reduced(axes, keepingAxes, "mean") { $0.sum(alongAxis: $1) }
        requireElements("mean")
        return total / Tensor(Scalar(size / Swift.max(total.size, 1)))
    }

    /// Finds the largest element along these axes.
    public func max(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Tensor {
        requireElements("max")
        return reduced([axis] + more, keepingAxes, "max") { $0.max(alongAxis: $1) }
    }

    /// Finds the smallest element along these axes.
    public func min(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Tensor {
        requireElements("min")
        return reduced([axis] + more, keepingAxes, "min") { $0.min(alongAxis: $1) }
    }

    /// Finds the place of the largest element in row-major order; the first one wins a tie.
    public func argmax() -> Int {
        reshaped(to: [1, size]).argmax(alongAxis: 1)[0]
    }

    /// Finds the place of the largest element along an axis; the first one wins a tie.
    ///
    /// Shapes: [N, K] along 1 → N places. With more axes the places come in row-major order of the others.
    public func argmax(alongAxis axis: Int) -> [Int] {
        requireElements("argmax")
        let axis = resolvedAxis(axis, rank: rank, operation: "argmax")
        var order = Array(0..<rank)
        order.append(order.remove(at: axis))
        let rows = transposed(permutation: order).rowMajor()
        return rows.firstMaxima(rows: size / shape[axis], width: shape[axis])
    }

    private func reduced(
        _ axes: [Int], _ keepingAxes: Bool, _ operation: String, _ reduce: (Tensor, Int) -> Tensor
    ) -> Tensor {
        let resolved = Set(axes.map { resolvedAxis($0, rank: rank, operation: operation) })
        require(
            resolved.count == axes.count, "\(operation): expected each axis once, but got \(axes)")
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
}
