import Tensors

/// Linear layer x·W + b in one pass; equal to `matmul(x, weight) + bias`, which the tests hold it to.
///
/// Fused because it saves a pass over the result and a node in each layer. The gradient of the bias is the sum over
/// the samples: the bias was used once by each.
///
/// Shapes: x [N, …, D], weight [D, K], bias [K] → [N, …, K].
public func linear(_ x: Variable, weight: Variable, bias: Variable) -> Variable {
    let (input, w) = (rows(x.value), weight.value)
    let y = matmul(input, w, adding: bias.value)
    return Variable(
        "linear", x.shape.count <= 2 ? y : y.reshaped(to: x.shape.dropLast() + [w.shape[1]]),
        edges: [
            x.edge { [shape = x.shape] dy in matmul(rows(dy), w.transposed()).reshaped(to: shape) },
            weight.edge { dy in matmul(input.transposed(), rows(dy)) },
            bias.edge { dy in rows(dy).sum(alongAxes: 0) },
        ])
}
