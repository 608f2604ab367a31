import Autodiff
import Tensors

/// Joins all axes but the first: each sample becomes one row of numbers.
///
/// Shapes: [N, A, B, …] → [N, A·B·…].
public final class Flatten: Layer {
    public init() {}

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        x.flattened()
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        [inputShape[0], elementCount(of: Array(inputShape.dropFirst()))]
    }

    public var description: String { "Flatten()" }
}
