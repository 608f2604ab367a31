import Autodiff
import Tensors

// Layers that bend: without one of them between two dense layers, the two would be one.
// Shapes: any, kept.

/// Replaces negative numbers by zero. Source: Nair and Hinton 2010.
public final class ReLU: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { relu(x) }
    public var description: String { "ReLU()" }
}

/// Multiplies negative numbers by a small slope, so that no unit falls silent for good. Source: Maas et al. 2013.
public final class LeakyReLU: Layer {
    public let slope: Scalar
    public init(slope: Scalar = 0.01) { self.slope = slope }
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { leakyRelu(x, slope: slope) }
    public var description: String { "LeakyReLU(slope: \(slope))" }
}

/// A smooth step from 0 to 1: 1 / (1 + e⁻ˣ).
public final class Sigmoid: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { sigmoid(x) }
    public var description: String { "Sigmoid()" }
}

/// A smooth step from −1 to 1.
public final class Tanh: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { tanh(x) }
    public var description: String { "Tanh()" }
}

/// Turns each row of scores into shares that sum to 1.
///
/// The losses of this kit take scores: a model that is trained with `softmaxCrossEntropy` ends *without* this layer.
public final class Softmax: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { softmax(x) }
    public var description: String { "Softmax()" }
}
