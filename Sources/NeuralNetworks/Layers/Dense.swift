import Autodiff
import Tensors

/// Dense (fully connected, linear) layer: y = x·W + b.
///
/// Shapes: x [N, D] → [N, K], with weight [D, K] and bias [K]. Axes in between stay: x [N, T, D] → [N, T, K], every time
/// step by itself.
///
/// The weight is initialized by `initializer`, Glorot uniform by default; the bias starts at 0.
public final class Dense: Layer {
    public let weight: Parameter
    public let bias: Parameter

    /// Makes a layer from `inputs` features to `outputs` features.
    public init(
        _ inputs: Int, _ outputs: Int, initializer: Initializer = .glorotUniform,
        using generator: inout SeededGenerator
    ) {
        require(
            inputs > 0 && outputs > 0,
            "Dense: expected at least one input and one output, but got \(inputs), \(outputs)")
        weight = Parameter(
            "weight", initializer.draw([inputs, outputs], fanIn: inputs, fanOut: outputs, using: &generator))
        bias = Parameter("bias", Tensor(zeros: [outputs]))
    }

    /// Makes a layer from weights that are known: set by hand, or trained before.
    public init(weight: Tensor, bias: Tensor) {
        require(
            weight.rank == 2 && bias.shape == [weight.shape[1]],
            "Dense: expected a weight [D, K] and a bias [K], but got \(weight.shape) and \(bias.shape)")
        self.weight = Parameter("weight", weight)
        self.bias = Parameter("bias", bias)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        require(
            x.shape.count >= 2 && x.shape.last == weight.shape[0],
            "\(description): expected an input of shape [N, \(weight.shape[0])], but got \(x.shape)"
                + (x.shape.count > 2 ? "; put Flatten() before it" : "; the last axis is the features axis"))
        return linear(x, weight: weight.variable(in: mode), bias: bias.variable(in: mode))
    }

    public var ownParameters: [Parameter] { [weight, bias] }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        require(
            inputShape.last == weight.shape[0],
            "\(description): expected an input of shape [N, \(weight.shape[0])], but got \(inputShape)")
        return Array(inputShape.dropLast()) + [weight.shape[1]]
    }

    public var description: String { "Dense(\(weight.shape[0]), \(weight.shape[1]))" }
}
