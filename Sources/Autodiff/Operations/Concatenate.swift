import Tensors

/// Joins variables end to end along an axis; the gradient is cut into the same pieces.
public func concatenate(_ parts: [Variable], alongAxis axis: Int = 0) -> Variable {
    let whole = Tensor(concatenating: parts.map(\.value), alongAxis: axis)
    let axis = resolvedAxis(axis, rank: whole.rank, operation: "concatenate")
    var edges: [Variable.Edge] = []
    var start = 0
    for part in parts {
        let range = start..<(start + part.shape[axis])
        start = range.upperBound
        edges.append(
            part.edge { dy in
                var region = [any TensorIndex](repeating: AllIndex(), count: dy.rank)
                region[axis] = range
                return dy[region]
            })
    }
    return Variable("concatenate", whole, edges: edges)
}
