import Autodiff
import Tensors

/// The state that a recurrent layer carries from step to step: the hidden state h, and for an LSTM also the cell state c.
public struct RecurrentState {
    /// The hidden state. Shape: [N, H].
    public var hidden: Variable
    /// The cell state. Shape: [N, H]; zeros for layers without one.
    public var cell: Variable

    public init(hidden: Variable, cell: Variable? = nil) {
        self.hidden = hidden
        self.cell = cell ?? .constant(Tensor(zeros: hidden.shape))
    }

    /// The same numbers as constants: the state goes on, the gradient stops. With it a long sequence can be learned in
    /// pieces (truncated backpropagation through time).
    public var detached: RecurrentState {
        RecurrentState(hidden: hidden.detached, cell: cell.detached)
    }
}

/// A recurrent layer: hₜ = step(xₜ, hₜ₋₁), the same step with the same weights at every time step.
///
/// A cell of your own is a class with `features`, `units` and `step`, written as the formula. That is enough: the layer
/// is unrolled in time, and the gradient follows from the graph. `RNN`, `LSTM` and `GRU` compute all steps in one node
/// besides (`FusedRecurrentLayer`), and the tests hold the two forms to each other.
///
/// Shapes: x [N, T, D] → outputs [N, T, H]. Called as a layer it starts from zeros and returns the outputs; follow it
/// with `LastStep()` for [N, H].
public protocol RecurrentLayer: Layer {
    /// D, the numbers at each time step.
    var features: Int { get }
    /// H, the numbers in the hidden state. Not the number of time steps.
    var units: Int { get }
    /// One time step. Shapes: x [N, D], state [N, H] → [N, H].
    func step(_ x: Variable, _ state: RecurrentState, mode: Mode) -> RecurrentState
    /// All time steps from a state, or from zeros: the hidden state after every step, and the last state.
    func callAsFunction(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState)
}

extension RecurrentLayer {
    public func callAsFunction(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState) {
        unrolled(x, from: state, mode: mode)
    }

    /// All time steps by `step`, each a part of the graph: the readable form.
    public func unrolled(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState) {
        requireSequence(x)
        let samples = x.shape[0]
        var state = state ?? initialState(samples: samples)
        requireFit(state, samples: samples)
        var outputs: [Variable] = []
        for x in timeSteps(of: x) {
            state = step(x.reshaped(to: [samples, features]), state, mode: mode)
            requireFit(state, samples: samples)
            outputs.append(state.hidden.reshaped(to: [samples, 1, units]))
        }
        return (concatenate(outputs, alongAxis: 1), state)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        self(x, from: nil, mode: mode).outputs
    }

    public var description: String { "\(type(of: self))(\(features), \(units))" }

    /// The state before anything was seen: zeros.
    public func initialState(samples: Int) -> RecurrentState {
        RecurrentState(hidden: .constant(Tensor(zeros: [samples, units])))
    }

    public func outputShape(for inputShape: [Int]) -> [Int] { inputShape.dropLast() + [units] }

    func requireSequence(_ x: Variable) {
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

/// x[:, t] for every t, as [N, 1, D]. By halves: the gradient of a slice is as large as what it was cut from, and so T
/// slices of the whole would cost T² steps, where these cost T·log T.
private func timeSteps(of x: Variable) -> [Variable] {
    let steps = x.shape[1]
    if steps == 1 { return [x] }
    return timeSteps(of: x[.all, 0..<(steps / 2)]) + timeSteps(of: x[.all, (steps / 2)...])
}

/// The initial parameters of a recurrent layer, as in Keras: Glorot uniform for the input; for the state one orthogonal
/// matrix a block, which keeps the length of a state; biases 0.
func initialParameters(
    _ name: String, features: Int, units: Int, blocks: Int, using generator: inout SeededGenerator
) -> (input: Tensor, recurrent: Tensor, bias: Tensor) {
    require(
        features > 0 && units > 0,
        "\(name): expected at least one feature and one unit, but got \(features), \(units)")
    let width = blocks.times(units)
    let input = Initializer.glorotUniform.draw(
        [features, width], fanIn: features, fanOut: width, using: &generator)
    let orthogonal = (0..<blocks).map { _ in Tensor(randomOrthogonal: units, using: &generator) }
    return (input, Tensor(concatenating: orthogonal, alongAxis: 1), Tensor(zeros: [width]))
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
