import Autodiff
import Tensors

/// Elman recurrent layer (RNN): h′ = tanh(x·W + h·U + b).
///
/// Shapes: x [N, T, D] → [N, T, H], with W [D, H], U [H, H], b [H].
///
/// W is initialized Glorot uniform, U orthogonal, b at 0, as in Keras. Source: Elman 1990.
public final class RNN: FusedRecurrentLayer {
    public let inputWeight: Parameter
    public let recurrentWeight: Parameter
    public let bias: Parameter

    /// Makes a layer from `features` numbers a step to `units` numbers of state.
    public convenience init(_ features: Int, _ units: Int, using generator: inout SeededGenerator) {
        let initial = initialParameters("RNN", features: features, units: units, blocks: 1, using: &generator)
        self.init(inputWeight: initial.input, recurrentWeight: initial.recurrent, bias: initial.bias)
    }

    /// Makes a layer from weights that are known.
    public init(inputWeight: Tensor, recurrentWeight: Tensor, bias: Tensor) {
        requireWeights("RNN", blocks: 1, input: inputWeight, recurrent: recurrentWeight, biases: bias)
        self.inputWeight = Parameter("inputWeight", inputWeight)
        self.recurrentWeight = Parameter("recurrentWeight", recurrentWeight)
        self.bias = Parameter("bias", bias)
    }

    public func step(_ x: Variable, _ state: RecurrentState, mode: Mode) -> RecurrentState {
        requireStep(x, state)
        let (W, U, b) = (
            inputWeight.variable(in: mode), recurrentWeight.variable(in: mode), bias.variable(in: mode)
        )
        return RecurrentState(hidden: tanh(linear(x, weight: W, bias: b) + matmul(state.hidden, U)))
    }

    public func forward(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState, cache: RecurrentCache) {
        forward(
            .rnn, x, from: state, inputWeight: inputWeight.variable(in: mode), bias: bias.variable(in: mode),
            recurrentWeight: recurrentWeight.variable(in: mode))
    }

    public var features: Int { inputWeight.shape[0] }
    public var units: Int { recurrentWeight.shape[0] }
    public var ownParameters: [Parameter] { [inputWeight, recurrentWeight, bias] }
    public var description: String { "RNN(\(features), \(units))" }
}
