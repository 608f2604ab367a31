extension Tensor {
    /// Pads with zeros: so many before and behind the elements along an axis.
    ///
    /// Shapes: [N, K] along 1 → [N, before + K + after].
    public func padded(alongAxis axis: Int, before: Int, after: Int) -> Tensor {
        let axis = resolvedAxis(axis, rank: rank, operation: "padded")
        require(
            before >= 0 && after >= 0,
            "padded: expected at least 0 zeros on each side, but got \(before) and \(after); a slice cuts off")
        var larger = shape
        larger[axis] = before.plus(after).plus(shape[axis])
        var result = Tensor(zeros: larger)
        var region = [any TensorIndex](repeating: AllIndex(), count: rank)
        region[axis] = before..<(before + shape[axis])
        result[region] = self
        return result
    }
}
