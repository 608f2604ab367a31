import Tensors

/// Linear layer x·W + b in one pass; equal to `matmul(x, weight) + bias`, which the tests hold it to.
///
/// Fused because it saves a pass over the result and a node in each layer. The gradient of the bias is the sum over
/// the samples: the bias was used once by each.
///
/// Shapes: x [N, D], weight [D, K], bias [K] → [N, K].
public func linear(_ x: Variable, weight: Variable, bias: Variable) -> Variable {
    let (input, w) = (x.value, weight.value)
    return Variable(
        "linear", matmul(input, w, adding: bias.value),
        edges: [
            x.edge { dy in matmul(dy, w.transposed()) },
            weight.edge { dy in matmul(input.transposed(), dy) },
            bias.edge { dy in dy.sum(alongAxes: 0) },
        ])
}
