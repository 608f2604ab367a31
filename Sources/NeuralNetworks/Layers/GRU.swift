import Autodiff
import Tensors

/// Gated recurrent unit (GRU): a recurrent layer whose state is a mean of the old one and a candidate, h′ = (1 − z)·n + z·h.
///
///     r, z = σ(x·W + b + h·U + c), in blocks
///     n = tanh(x·Wₙ + bₙ + r·(h·Uₙ + cₙ))           h′ = (1 − z)·n + z·h
///
/// z is the update gate (at z = 1 the state stays as it is), r the reset gate, n the candidate. Texts differ in the meaning
/// of z and in the place of r; this is the form of PyTorch and of Keras's default. The reset gate stands after the
/// product, and so c, the bias of the hidden projection, is no copy of b. The blocks stand in the order r, z, n.
///
/// Shapes: x [N, T, D] → [N, T, H], with W [D, 3H], U [H, 3H], b and c [3H].
///
/// W is initialized Glorot uniform, each block of U orthogonal, the biases at 0 except z's, which is `updateBias`.
/// Source: Cho et al. 2014.
public final class GRU: FusedRecurrentLayer {
    public let inputWeight: Parameter
    public let recurrentWeight: Parameter
    public let bias: Parameter
    public let recurrentBias: Parameter

    /// Makes a layer from `features` numbers a step to `units` numbers of state.
    public convenience init(
        _ features: Int, _ units: Int, updateBias: Scalar = 0, using generator: inout SeededGenerator
    ) {
        var initial = initialParameters("GRU", features: features, units: units, blocks: 3, using: &generator)
        initial.bias[units..<(2 * units)] = Tensor(updateBias)
        self.init(
            inputWeight: initial.input, recurrentWeight: initial.recurrent, bias: initial.bias,
            recurrentBias: Tensor(zeros: [3 * units]))
    }

    /// Makes a layer from weights that are known.
    public init(inputWeight: Tensor, recurrentWeight: Tensor, bias: Tensor, recurrentBias: Tensor) {
        requireWeights(
            "GRU", blocks: 3, input: inputWeight, recurrent: recurrentWeight, biases: bias, recurrentBias)
        self.inputWeight = Parameter("inputWeight", inputWeight)
        self.recurrentWeight = Parameter("recurrentWeight", recurrentWeight)
        self.bias = Parameter("bias", bias)
        self.recurrentBias = Parameter("recurrentBias", recurrentBias)
    }

    public func step(_ x: Variable, _ state: RecurrentState, mode: Mode) -> RecurrentState {
        requireStep(x, state)
        let (W, U) = (inputWeight.variable(in: mode), recurrentWeight.variable(in: mode))
        let (b, c) = (bias.variable(in: mode), recurrentBias.variable(in: mode))
        let (inputProjection, hiddenProjection) = (
            linear(x, weight: W, bias: b), linear(state.hidden, weight: U, bias: c)
        )
        let r = sigmoid(inputProjection[.all, 0..<units] + hiddenProjection[.all, 0..<units])
        let z = sigmoid(
            inputProjection[.all, units..<(2 * units)] + hiddenProjection[.all, units..<(2 * units)])
        let n = tanh(inputProjection[.all, (2 * units)...] + r * hiddenProjection[.all, (2 * units)...])
        return RecurrentState(hidden: (1 - z) * n + z * state.hidden)
    }

    public func forward(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState, cache: RecurrentCache) {
        forward(
            .gru, x, from: state, inputWeight: inputWeight.variable(in: mode), bias: bias.variable(in: mode),
            recurrentWeight: recurrentWeight.variable(in: mode),
            recurrentBias: recurrentBias.variable(in: mode))
    }

    public var features: Int { inputWeight.shape[0] }
    public var units: Int { recurrentWeight.shape[0] }
    public var ownParameters: [Parameter] { [inputWeight, recurrentWeight, bias, recurrentBias] }
    public var description: String { "GRU(\(features), \(units))" }
}
