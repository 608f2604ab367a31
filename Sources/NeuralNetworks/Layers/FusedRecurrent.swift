import Autodiff
import Tensors

/// A recurrent layer that computes all time steps in one node of the graph, forward and backward.
///
/// The path of a pass: `recurrence` (`Autodiff/Operations/Recurrence.swift`), then `recurrentForward` and
/// `recurrentBackward` (`Tensors/Kernels`), which call the cell's kernel for each step (`RecurrentCells.swift`).
public protocol FusedRecurrentLayer: RecurrentLayer {
    /// All time steps, and what the forward pass cached (the gates), to look at.
    func forward(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState, cache: RecurrentCache)
}

extension FusedRecurrentLayer {
    public func callAsFunction(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState) {
        let (outputs, state, _) = forward(x, from: state, mode: mode)
        return (outputs, state)
    }

    /// The same for all kinds, given their weights.
    func forward(
        _ kind: RecurrentKind, _ x: Variable, from state: RecurrentState?, inputWeight: Variable,
        bias: Variable, recurrentWeight: Variable, recurrentBias: Variable? = nil
    ) -> (outputs: Variable, state: RecurrentState, cache: RecurrentCache) {
        requireSequence(x)
        let state = state ?? initialState(samples: x.shape[0])
        requireFit(state, samples: x.shape[0])
        let (outputs, cell, cache) = recurrence(
            kind, x, inputWeight: inputWeight, bias: bias, weight: recurrentWeight,
            recurrentBias: recurrentBias, hidden: state.hidden, cell: state.cell)
        return (outputs, RecurrentState(hidden: outputs[.all, -1], cell: cell), cache)
    }
}
