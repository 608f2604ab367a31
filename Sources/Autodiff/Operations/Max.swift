import Tensors

extension Variable {
    /// Maximum along an axis. The gradient goes to it; equals share it evenly.
    ///
    /// Shapes: [M, N] along 1 → [M].
    public func max(alongAxis axis: Int) -> Variable {
        let x = value
        let axis = resolvedAxis(axis, rank: x.rank, operation: "max")
        let best = x.max(alongAxes: axis, keepingAxes: true)
        let isBest = x .== best
        let part = isBest / isBest.sum(alongAxes: axis, keepingAxes: true)
        return Variable(
            "max", best.squeezed(axis: axis), edges: [edge { dy in dy.expanded(atAxis: axis) * part }])
    }
}
