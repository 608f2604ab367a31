import Tensors

/// Recurrence: hₜ = cell(xₜ, hₜ₋₁) for all time steps t, as one node of the graph.
///
/// Fused because a node for each operation of each step costs more than its arithmetic: 64 steps of an LSTM would be some
/// 1,300 nodes. The layers' `step`, composed from primitives, is the readable form; the tests hold this one to it.
///
/// Shapes: x [N, T, D], inputWeight [D, B·H], bias [B·H], weight [H, B·H], recurrentBias [B·H] for a GRU, hidden [N, H],
/// cell [N, H] → outputs [N, T, H], cell [N, H]. B is 1 for an RNN, 4 for an LSTM, 3 for a GRU.
public func recurrence(
    _ kind: RecurrentKind, _ x: Variable, inputWeight: Variable, bias: Variable, weight: Variable,
    recurrentBias: Variable? = nil, hidden: Variable, cell: Variable
) -> (outputs: Variable, cell: Variable, cache: RecurrentCache) {
    requireShapes(
        kind, x, inputWeight: inputWeight, bias: bias, weight: weight, recurrentBias: recurrentBias,
        states: [hidden, cell])
    let (features, units) = (x.shape[2], weight.shape[0])
    let width = kind.blocks * units
    let (input, inputW, w) = (x.value, inputWeight.value, weight.value)
    let cache = recurrentForward(
        kind, input, inputWeight: inputW, bias: bias.value, weight: w, recurrentBias: recurrentBias?.value,
        hidden: hidden.value, cell: cell.value)

    /// The edges of one of the two results. The backward pass runs once, when the first edge asks for it; the gradient of
    /// a weight is then one product over all samples and steps.
    func edges(_ backward: @escaping (Tensor) -> RecurrentGradients) -> [Variable.Edge] {
        let gradients = Once(backward)
        func rows(_ x: Tensor, _ width: Int) -> Tensor { x.reshaped(to: [-1, width]) }
        var edges = [
            x.edge { [shape = x.shape] dy in
                matmul(gradients(dy).inputProjection, inputW.transposed()).reshaped(to: shape)
            },
            inputWeight.edge { dy in
                matmul(rows(input, features).transposed(), rows(gradients(dy).inputProjection, width))
            },
            bias.edge { dy in rows(gradients(dy).inputProjection, width).sum(alongAxes: 0) },
            weight.edge { dy in
                matmul(
                    rows(cache.previousHidden, units).transposed(),
                    rows(gradients(dy).hiddenProjection, width))
            },
            hidden.edge { dy in gradients(dy).hidden },
        ]
        if let recurrentBias {
            edges.append(
                recurrentBias.edge { dy in rows(gradients(dy).hiddenProjection, width).sum(alongAxes: 0) })
        }
        if kind == .lstm { edges.append(cell.edge { dy in gradients(dy).cell }) }
        return edges
    }
    let outputs = Variable(
        kind.rawValue, cache.outputs,
        edges: edges {
            recurrentBackward(kind, cache, weight: w, outputGradient: $0, lastCellGradient: nil)
        })
    // The backward pass is linear in the gradients it starts from. The last cell state runs one of its own, which is
    // rarely asked for, and the contributions add up at the parents.
    let lastCell =
        kind == .lstm
        ? Variable(
            "\(kind.rawValue) cell", cache.lastCell,
            edges: edges {
                recurrentBackward(kind, cache, weight: w, outputGradient: nil, lastCellGradient: $0)
            })
        : cell
    return (outputs, lastCell, cache)
}

private func requireShapes(
    _ kind: RecurrentKind, _ x: Variable, inputWeight: Variable, bias: Variable, weight: Variable,
    recurrentBias: Variable?, states: [Variable]
) {
    let (B, units, samples) = (kind.blocks, weight.shape.first ?? 0, x.shape.first ?? 0)
    require(
        x.shape.count == 3 && inputWeight.shape == [x.shape[2], B * units]
            && weight.shape == [units, B * units],
        "recurrence: expected inputs [N, T, D] and weights [D, \(B)·H] and [H, \(B)·H] for the \(kind.rawValue), "
            + "but got \(x.shape), \(inputWeight.shape) and \(weight.shape)")
    require(
        (recurrentBias != nil) == (kind == .gru)
            && ([bias] + (recurrentBias.map { [$0] } ?? [])).allSatisfy { $0.shape == [B * units] },
        "recurrence: expected \(kind == .gru ? "two biases" : "one bias") of shape \([B * units]) for the "
            + "\(kind.rawValue), but got \(bias.shape)\(recurrentBias.map { " and \($0.shape)" } ?? "")")
    require(
        states.allSatisfy { $0.shape == [samples, units] },
        "recurrence: expected states of shape \([samples, units]), but got \(states[0].shape) and \(states[1].shape)"
    )
}
