import Autodiff
import Tensors

/// Keeps and renews its state with one budget: the gated recurrent unit.
///
///     r, z = σ(x·W + b + h·U + c), in blocks
///     n = tanh(x·Wₙ + bₙ + r·(h·Uₙ + cₙ))           h′ = (1 − z)·n + z·h
///
/// z keeps: at z = 1 nothing changes. Texts differ in the meaning of z and in the place of r; this is the form of PyTorch
/// and of Keras's default. The reset gate r stands after the product, and so c, the bias of the state's product, is no
/// copy of b. The blocks stand in the order r, z, n.
///
/// Shapes: x [N, T, D] → [N, T, H], with W [D, 3H], U [H, 3H], b and c [3H].
///
/// W starts Glorot uniform, each block of U orthogonal, the biases at 0 except z's, which starts at `keepBias`.
/// Source: Cho et al. 2014.
public final class GRU: RecurrentLayer {
    public let inputWeight: Parameter
    public let recurrentWeight: Parameter
    public let bias: Parameter
    public let recurrentBias: Parameter

    /// Makes a layer from `features` numbers a step to `units` numbers of state.
    public init(_ features: Int, _ units: Int, keepBias: Scalar = 0, using generator: inout SeededGenerator) {
        var start = recurrentStart("GRU", features: features, units: units, blocks: 3, using: &generator)
        start.bias[units..<(2 * units)] = Tensor(keepBias)
        inputWeight = Parameter("inputWeight", start.input)
        recurrentWeight = Parameter("recurrentWeight", start.recurrent)
        bias = Parameter("bias", start.bias)
        recurrentBias = Parameter("recurrentBias", Tensor(zeros: [3 * units]))
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
        let (input, past) = (linear(x, weight: W, bias: b), linear(state.hidden, weight: U, bias: c))
        let r = sigmoid(input[.all, 0..<units] + past[.all, 0..<units])
        let z = sigmoid(input[.all, units..<(2 * units)] + past[.all, units..<(2 * units)])
        let n = tanh(input[.all, (2 * units)...] + r * past[.all, (2 * units)...])
        return RecurrentState(hidden: (1 - z) * n + z * state.hidden)
    }

    public func unrolled(
        _ x: Variable, from state: RecurrentState?, mode: Mode
    ) -> (outputs: Variable, state: RecurrentState, trace: Unrolled) {
        walk(
            .gru, x, from: state, inputWeight: inputWeight.variable(in: mode), bias: bias.variable(in: mode),
            recurrentWeight: recurrentWeight.variable(in: mode),
            recurrentBias: recurrentBias.variable(in: mode))
    }

    public var features: Int { inputWeight.shape[0] }
    public var units: Int { recurrentWeight.shape[0] }
    public var parameters: [Parameter] { [inputWeight, recurrentWeight, bias, recurrentBias] }
    public var description: String { "GRU(\(features), \(units))" }
}
