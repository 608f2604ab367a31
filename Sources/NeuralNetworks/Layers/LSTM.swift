import Autodiff
import Tensors

/// Long short-term memory (LSTM): a recurrent layer whose cell state is updated additively, c′ = f·c + i·g.
///
///     i, f, o = σ(x·W + h·U + b), in blocks         g = tanh(x·W + h·U + b), in its block
///     c′ = f·c + i·g                                h′ = o·tanh(c′)
///
/// i is the input gate, f the forget gate, o the output gate, each in 0…1; g are the candidate values. The blocks stand in
/// the order i, f, g, o.
///
/// Shapes: x [N, T, D] → [N, T, H], with W [D, 4H], U [H, 4H], b [4H].
///
/// W is initialized Glorot uniform, each block of U orthogonal, b at 0 except for the forget gate's, which is `forgetBias`.
/// f = σ(b) is the fraction of the cell state that a step keeps: at 0 half is gone after one step, at 1 after 2.2, at 5
/// after 103.
///
/// Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000 and the bias of 1 that
/// Jozefowicz et al. 2015 found best. PyTorch has a second, redundant bias: `loadPyTorchWeights` adds the two.
public final class LSTM: FusedRecurrentLayer {
    public let inputWeight: Parameter
    public let recurrentWeight: Parameter
    public let bias: Parameter

    /// Makes a layer from `features` numbers a step to `units` numbers of state.
    public convenience init(
        _ features: Int, _ units: Int, forgetBias: Scalar = 1, using generator: inout SeededGenerator
    ) {
        var initial = initialParameters(
            "LSTM", features: features, units: units, blocks: 4, using: &generator)
        initial.bias[units..<(2 * units)] = Tensor(forgetBias)
        self.init(inputWeight: initial.input, recurrentWeight: initial.recurrent, bias: initial.bias)
    }

    /// Makes a layer from weights that are known.
    public init(inputWeight: Tensor, recurrentWeight: Tensor, bias: Tensor) {
        requireWeights("LSTM", blocks: 4, input: inputWeight, recurrent: recurrentWeight, biases: bias)
        self.inputWeight = Parameter("inputWeight", inputWeight)
        self.recurrentWeight = Parameter("recurrentWeight", recurrentWeight)
        self.bias = Parameter("bias", bias)
    }

    public func step(_ x: Variable, _ state: RecurrentState, mode: Mode) -> RecurrentState {
        requireStep(x, state)
        let (W, U, b) = (
            inputWeight.variable(in: mode), recurrentWeight.variable(in: mode), bias.variable(in: mode)
        )
        let preactivations = linear(x, weight: W, bias: b) + matmul(state.hidden, U)
        let i = sigmoid(preactivations[.all, 0..<units])
        let f = sigmoid(preactivations[.all, units..<(2 * units)])
        let g = tanh(preactivations[.all, (2 * units)..<(3 * units)])
        let o = sigmoid(preactivations[.all, (3 * units)..<(4 * units)])
        let c = f * state.cell + i * g
        return RecurrentState(hidden: o * tanh(c), cell: c)
    }

    public func forward(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState, cache: RecurrentCache) {
        forward(
            .lstm, x, from: state, inputWeight: inputWeight.variable(in: mode), bias: bias.variable(in: mode),
            recurrentWeight: recurrentWeight.variable(in: mode))
    }

    public var features: Int { inputWeight.shape[0] }
    public var units: Int { recurrentWeight.shape[0] }
    public var ownParameters: [Parameter] { [inputWeight, recurrentWeight, bias] }
    public var description: String { "LSTM(\(features), \(units))" }
}
