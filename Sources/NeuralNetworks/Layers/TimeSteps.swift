import Autodiff
import Tensors

// Between a recurrent layer, which returns one state for each time step, and layers without a time axis.

/// The last time step: y = x[:, −1], a summary of the whole sequence behind a recurrent layer.
///
/// Shapes: [N, T, D] → [N, D].
public final class LastStep: Layer {
    public init() {}

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        require(
            x.shape.count == 3 && x.shape[1] > 0,
            "LastStep(): expected an input of shape [N, T, D] with at least one step, but got \(x.shape); "
                + "put it behind a recurrent layer")
        return x[.all, -1]
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        require(
            inputShape.count == 3,
            "LastStep(): expected an input of shape [N, T, D], but got \(inputShape); put it behind a recurrent layer"
        )
        return [inputShape[0], inputShape[2]]
    }

    public var description: String { "LastStep()" }
}

/// Time-distributed layer: y[:, t] = layer(x[:, t]), the same layer with the same weights at every time step.
///
/// Shapes: [N, T, …] → [N, T, K], for a layer from [N, …] to [N, K].
public final class TimeDistributed: Layer {
    public let layer: any Layer

    public init(_ layer: any Layer) { self.layer = layer }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        requireTimeAxis(x.shape)
        let steps = layer(x.reshaped(to: [x.shape[0] * x.shape[1]] + x.shape.dropFirst(2)), mode: mode)
        return steps.reshaped(to: [x.shape[0], x.shape[1]] + steps.shape.dropFirst())
    }

    public var children: [(name: String, layer: any Layer)] { [("layer", layer)] }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        requireTimeAxis(inputShape)
        return Array(inputShape.prefix(2))
            + layer.outputShape(for: [inputShape[0]] + inputShape.dropFirst(2)).dropFirst()
    }

    private func requireTimeAxis(_ shape: [Int]) {
        require(
            shape.count >= 3,
            "\(description): expected an input of shape [N, T, D], but got \(shape); the middle axis is the time axis"
        )
    }

    public var description: String { "TimeDistributed(\(layer.description))" }
}
