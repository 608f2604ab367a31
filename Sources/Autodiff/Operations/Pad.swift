import Tensors

extension Variable {
    /// Pads with zeros along an axis; the gradient of the zeros is dropped.
    ///
    /// Shapes: [N, K] along 1 → [N, before + K + after].
    public func padded(alongAxis axis: Int, before: Int, after: Int) -> Variable {
        let axis = resolvedAxis(axis, rank: shape.count, operation: "padded")
        return Variable(
            "pad", value.padded(alongAxis: axis, before: before, after: after),
            edges: [
                edge { [length = shape[axis]] dy in
                    var region = [any TensorIndex](repeating: AllIndex(), count: dy.rank)
                    region[axis] = before..<(before + length)
                    return dy[region]
                }
            ])
    }
}
