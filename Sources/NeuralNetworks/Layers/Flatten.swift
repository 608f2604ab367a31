import Autodiff
import Tensors

/// Flattening: joins all axes but the first, so that each sample is one row of numbers.
///
/// Shapes: [N, A, B, …] → [N, A·B·…].
public final class Flatten: Layer {
    public init() {}

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        x.flattened()
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        require(
            !inputShape.isEmpty,
            "Flatten(): expected a samples axis, but got shape []; a batch of one is [1, …]")
        return [inputShape[0], elementCount(of: Array(inputShape.dropFirst()))]
    }

    public var description: String { "Flatten()" }
}
