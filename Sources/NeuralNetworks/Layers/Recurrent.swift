import Autodiff
import Tensors

/// What a recurrent layer knows of the past: its state h, and for an LSTM also the cell c.
public struct RecurrentState {
    /// Shape: [N, H].
    public var hidden: Variable
    /// Shape: [N, H]; zeros for layers without a cell.
    public var cell: Variable

    public init(hidden: Variable, cell: Variable? = nil) {
        self.hidden = hidden
        self.cell = cell ?? .constant(Tensor(zeros: hidden.shape))
    }

    /// The same numbers as constants: the memory goes on, the gradient stops. With it a long text can be learned in
    /// pieces.
    public var detached: RecurrentState {
        RecurrentState(hidden: hidden.detached, cell: cell.detached)
    }
}

/// A layer that walks through time and carries a state.
///
/// Two forms that are equal. `layer(x, from:)` takes a whole batch of sequences, and the walk is one node of the graph.
/// `layer.step(x, state)` takes one time step, written as the formula:
/// the specification, which the tests hold the other to.
///
/// Shapes: x [N, T, D] → outputs [N, T, H]. Called as a layer it starts from zeros and returns the outputs; follow it
/// with `LastStep()` for [N, H].
public protocol RecurrentLayer: Layer {
    /// D, the numbers at each time step.
    var features: Int { get }
    /// H, the numbers in the state. Not the number of time steps.
    var units: Int { get }
    /// One time step by the formula. Shapes: x [N, D], state [N, H] → [N, H].
    func step(_ x: Variable, _ state: RecurrentState, mode: Mode) -> RecurrentState
    /// All time steps, and what the walk kept (the gates), to look at.
    func unrolled(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState, trace: Unrolled)
}

extension RecurrentLayer {
    /// Computes the state after every time step and the last state.
    public func callAsFunction(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState) {
        let (outputs, state, _) = unrolled(x, from: state, mode: mode)
        return (outputs, state)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        unrolled(x, from: nil, mode: mode).outputs
    }

    /// The state before anything was seen: zeros.
    public func initialState(samples: Int) -> RecurrentState {
        RecurrentState(hidden: .constant(Tensor(zeros: [samples, units])))
    }

    public func outputShape(for inputShape: [Int]) -> [Int] { inputShape.dropLast() + [units] }

    /// The fast form, the same for all kinds.
    func walk(
        _ kind: RecurrentKind, _ x: Variable, from state: RecurrentState?, inputWeight: Variable,
        bias: Variable, recurrentWeight: Variable, recurrentBias: Variable? = nil
    ) -> (outputs: Variable, state: RecurrentState, trace: Unrolled) {
        let shape = x.shape
        require(
            shape.count == 3 && shape[2] == features,
            "\(description): expected an input of shape [N, T, \(features)], but got \(shape); "
                + (shape.count == 2
                    ? "a batch of sequences has three axes: samples, time, features"
                    : "the last axis is the features axis"))
        require(
            shape[0] > 0 && shape[1] > 0,
            "\(description): expected at least one sample and one time step, but got \(shape); "
                + "leave empty batches and empty sequences out")
        let state = state ?? initialState(samples: shape[0])
        requireFit(state, samples: shape[0])
        let (outputs, cell, trace) = recurrence(
            kind, x, inputWeight: inputWeight, bias: bias, weight: recurrentWeight,
            recurrentBias: recurrentBias, hidden: state.hidden, cell: state.cell)
        return (outputs, RecurrentState(hidden: outputs[.all, -1], cell: cell), trace)
    }

    func requireFit(_ state: RecurrentState, samples: Int) {
        require(
            state.hidden.shape == [samples, units] && state.cell.shape == [samples, units],
            "\(description): expected a state of shape \([samples, units]), "
                + "but got \(state.hidden.shape) and a cell of shape \(state.cell.shape); "
                + "a state belongs to one batch: one row for each sample")
    }

    func requireStep(_ x: Variable, _ state: RecurrentState) {
        require(
            x.shape.count == 2 && x.shape[1] == features && x.shape[0] > 0,
            "\(description).step: expected one time step of shape [N, \(features)], but got \(x.shape); "
                + (x.shape.count == 3
                    ? "for a whole sequence call the layer itself" : "the last axis is the features axis"))
        requireFit(state, samples: x.shape[0])
    }
}

/// The starting weights of a recurrent layer, as in Keras: Glorot uniform for the input; for the state one orthogonal
/// matrix a block, which turns a state without shrinking it; biases 0.
func recurrentStart(
    _ name: String, features: Int, units: Int, blocks: Int, using generator: inout SeededGenerator
) -> (input: Tensor, recurrent: Tensor, bias: Tensor) {
    require(
        features > 0 && units > 0,
        "\(name): expected at least one feature and one unit, but got \(features), \(units)")
    let input = Initializer.glorotUniform.draw(
        [features, blocks * units], fanIn: features, fanOut: blocks * units, using: &generator)
    let turns = (0..<blocks).map { _ in Tensor(randomOrthogonal: units, using: &generator) }
    return (input, Tensor(concatenating: turns, alongAxis: 1), Tensor(zeros: [blocks * units]))
}

/// Refuses weights made by hand whose shapes do not belong together.
func requireWeights(_ name: String, blocks: Int, input: Tensor, recurrent: Tensor, biases: Tensor...) {
    let units = recurrent.shape.first ?? 0
    require(
        input.rank == 2 && recurrent.shape == [units, blocks * units] && input.shape[1] == blocks * units
            && biases.allSatisfy { $0.shape == [blocks * units] },
        "\(name): expected weights [D, \(blocks)·H], [H, \(blocks)·H] and biases [\(blocks)·H], "
            + "but got \(input.shape), \(recurrent.shape) and \(biases.map(\.shape))")
}
