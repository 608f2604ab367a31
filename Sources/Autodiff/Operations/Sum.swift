import Tensors

extension Variable {
    /// Sum of all elements, Σ xᵢ. Each receives the whole gradient.
    public func sum() -> Variable {
        Variable(
            "sum", Tensor(value.sum()), edges: [edge { [shape] dy in dy.broadcast(to: shape) }])
    }

    /// Sum along these axes.
    ///
    /// Shapes: [M, N] along 0 → [N]; along 1, keeping axes → [M, 1].
    public func sum(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Variable {
        sum(alongAxes: [axis] + more, keepingAxes: keepingAxes)
    }

    /// The same with the axes in an array.
    public func sum(alongAxes axes: [Int], keepingAxes: Bool = false) -> Variable {
        let kept = axes.reduce(into: shape) { $0[resolvedAxis($1, rank: shape.count, operation: "sum")] = 1 }
        return Variable(
            "sum", value.sum(alongAxes: axes, keepingAxes: keepingAxes),
            edges: [edge { [shape] dy in dy.reshaped(to: kept).broadcast(to: shape) }])
    }

    /// Mean of all elements, Σ xᵢ / N.
    public func mean() -> Variable {
        require(value.size > 0, "mean: expected at least one element, but got shape \(shape)")
        return sum() / Scalar(value.size)
    }

    /// Mean along these axes.
    ///
    /// Shapes: [M, N] along 0 → [N]; along 1, keeping axes → [M, 1].
    public func mean(alongAxes axis: Int, _ more: Int..., keepingAxes: Bool = false) -> Variable {
        mean(alongAxes: [axis] + more, keepingAxes: keepingAxes)
    }

    /// The same with the axes in an array.
    public func mean(alongAxes axes: [Int], keepingAxes: Bool = false) -> Variable {
        let count = axes.reduce(1) { $0 * shape[resolvedAxis($1, rank: shape.count, operation: "mean")] }
        require(count > 0, "mean: expected at least one element along \(axes), but got shape \(shape)")
        return sum(alongAxes: axes, keepingAxes: keepingAxes) / Scalar(count)
    }
}
