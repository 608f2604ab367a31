import Tensors

/// Walks through all time steps of a recurrent layer as one node of the graph.
///
/// Fused because a node for each operation of each step costs more than its arithmetic: the walk through 64 steps of an
/// LSTM would be some 1,300 nodes. The layers' `step`, composed from primitives, is the readable form; the tests hold
/// this one to it.
///
/// Shapes: projected [N, T, B·H], weight [H, B·H], bias [B·H] or none, hidden [N, H], cell [N, H]
/// → outputs [N, T, H], cell [N, H]. B is 1 for an RNN, 4 for an LSTM, 3 for a GRU.
public func recurrence(
    _ kind: RecurrentKind, projected: Variable, weight: Variable, bias: Variable? = nil, hidden: Variable,
    cell: Variable
) -> (outputs: Variable, cell: Variable, unrolled: Unrolled) {
    let units = weight.shape[0]
    let samples = projected.shape.first ?? 0
    require(
        projected.shape.count == 3 && projected.shape[2] == kind.blocks * units
            && weight.shape == [units, kind.blocks * units],
        "recurrence: expected sums [N, T, \(kind.blocks)·H] and weights [H, \(kind.blocks)·H] for the \(kind.rawValue), "
            + "but got \(projected.shape) and \(weight.shape)")
    require(
        hidden.shape == [samples, units] && cell.shape == [samples, units],
        "recurrence: expected states of shape \([samples, units]), but got \(hidden.shape) and \(cell.shape)")
    let w = weight.value
    let unrolled = unroll(
        kind, projected: projected.value, weight: w, bias: bias?.value, hidden: hidden.value, cell: cell.value
    )

    /// The edges of one of the two results. The walk back is made once, when the first edge asks for it.
    func edges(_ walkBack: @escaping (Tensor) -> UnrolledGradients) -> [Variable.Edge] {
        let back = Once(walkBack)
        var edges = [
            projected.edge { dy in back(dy).projected },
            weight.edge { dy in
                let gradient = back(dy).recurrent
                let sums = gradient.shape[2]
                return matmul(
                    unrolled.previous.reshaped(to: [-1, units]).transposed(),
                    gradient.reshaped(to: [-1, sums]))
            },
            hidden.edge { dy in back(dy).hidden },
        ]
        if let bias { edges.append(bias.edge { dy in back(dy).recurrent.sum(alongAxes: 0, 1) }) }
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
