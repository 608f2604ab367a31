import Autodiff
import Tensors

// What stands between a recurrent layer, which gives one state for each time step, and layers that know no time.

/// Keeps the last time step: a summary of the whole sequence.
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

    public func outputShape(for inputShape: [Int]) -> [Int] { [inputShape[0], inputShape[2]] }
    public var description: String { "LastStep()" }
}

/// Applies a layer to every time step alike, as if each were a sample of its own.
///
/// Shapes: [N, T, D] → [N, T, K], for a layer from [N, D] to [N, K].
public final class EachStep: Layer {
    public let layer: any Layer

    public init(_ layer: any Layer) { self.layer = layer }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        require(
            x.shape.count == 3,
            "\(description): expected an input of shape [N, T, D], but got \(x.shape); "
                + "the middle axis is the time axis")
        let steps = layer(x.reshaped(to: [x.shape[0] * x.shape[1], x.shape[2]]), mode: mode)
        return steps.reshaped(to: [x.shape[0], x.shape[1]] + steps.shape.dropFirst())
    }

    public var parameters: [Parameter] { layer.parameters }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        Array(inputShape.prefix(2)) + layer.outputShape(for: [inputShape[0], inputShape[2]]).dropFirst()
    }

    public var description: String { "EachStep(\(layer.description))" }
}
