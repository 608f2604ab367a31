import Tensors

/// Walks through all time steps of a recurrent layer as one node of the graph.
///
/// Fused because a node for each operation of each step costs more than its arithmetic: the walk through 64 steps of an
/// LSTM would be some 1,300 nodes. The layers' `step`, composed from primitives, is the readable form; the tests hold
/// this one to it.
///
/// Shapes: x [N, T, D], inputWeight [D, B·H], bias [B·H], weight [H, B·H], recurrentBias [B·H] for a GRU, hidden [N, H],
/// cell [N, H] → outputs [N, T, H], cell [N, H]. B is 1 for an RNN, 4 for an LSTM, 3 for a GRU.
public func recurrence(
    _ kind: RecurrentKind, _ x: Variable, inputWeight: Variable, bias: Variable, weight: Variable,
    recurrentBias: Variable? = nil, hidden: Variable, cell: Variable
) -> (outputs: Variable, cell: Variable, unrolled: Unrolled) {
    requireShapes(
        kind, x, inputWeight: inputWeight, bias: bias, weight: weight, recurrentBias: recurrentBias,
        states: [hidden, cell])
    let (features, units) = (x.shape[2], weight.shape[0])
    let sums = kind.blocks * units
    let (input, inputW, w) = (x.value, inputWeight.value, weight.value)
    let unrolled = unroll(
        kind, input, inputWeight: inputW, bias: bias.value, weight: w, recurrentBias: recurrentBias?.value,
        hidden: hidden.value, cell: cell.value)

    /// The edges of one of the two results. The walk back is made once, when the first edge asks for it; the gradient of
    /// a weight is then one product over all samples and steps.
    func edges(_ walkBack: @escaping (Tensor) -> UnrolledGradients) -> [Variable.Edge] {
        let back = Once(walkBack)
        func rows(_ x: Tensor, _ width: Int) -> Tensor { x.reshaped(to: [-1, width]) }
        var edges = [
            x.edge { [shape = x.shape] dy in
                matmul(back(dy).projected, inputW.transposed()).reshaped(to: shape)
            },
            inputWeight.edge { dy in
                matmul(rows(input, features).transposed(), rows(back(dy).projected, sums))
            },
            bias.edge { dy in rows(back(dy).projected, sums).sum(alongAxes: 0) },
            weight.edge { dy in
                matmul(rows(unrolled.previous, units).transposed(), rows(back(dy).recurrent, sums))
            },
            hidden.edge { dy in back(dy).hidden },
        ]
        if let recurrentBias {
            edges.append(recurrentBias.edge { dy in rows(back(dy).recurrent, sums).sum(alongAxes: 0) })
        }
        if kind == .lstm { edges.append(cell.edge { dy in back(dy).cell }) }
        return edges
    }
    let outputs = Variable(
        kind.rawValue, unrolled.outputs,
        edges: edges {
            unrollBack(kind, unrolled, weight: w, outputGradient: $0, lastCellGradient: nil)
        })
    // A walk back is linear in the gradients it starts from. The last cell makes one of its own, which is rarely asked
    // for, and the contributions add up at the parents.
    let lastCell =
        kind == .lstm
        ? Variable(
            "\(kind.rawValue) cell", unrolled.lastCell,
            edges: edges { unrollBack(kind, unrolled, weight: w, outputGradient: nil, lastCellGradient: $0) })
        : cell
    return (outputs, lastCell, unrolled)
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

/// Computes gradients for several parents at the first call, and hands them out at the others.
private final class Once {
    private let compute: (Tensor) -> UnrolledGradients
    private var result: UnrolledGradients?

    init(_ compute: @escaping (Tensor) -> UnrolledGradients) { self.compute = compute }

    func callAsFunction(_ dy: Tensor) -> UnrolledGradients {
        if result == nil { result = compute(dy) }
        return result!
    }
}
