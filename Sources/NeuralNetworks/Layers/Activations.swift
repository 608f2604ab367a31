import Autodiff
import Tensors

// Activation functions as layers. Without a non-linear layer between them, two dense layers equal a single one.
// Shapes: any, kept.

/// Rectified linear unit (ReLU): max(0, x). Source: Nair and Hinton 2010.
public final class ReLU: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { relu(x) }
    public var description: String { "ReLU()" }
}

/// Leaky ReLU: x where x > 0, slope·x elsewhere, so that a unit with only negative inputs still gets a gradient.
/// Source: Maas et al. 2013.
public final class LeakyReLU: Layer {
    public let slope: Scalar
    public init(slope: Scalar = 0.01) { self.slope = slope }
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { leakyRelu(x, slope: slope) }
    public var description: String { "LeakyReLU(slope: \(slope))" }
}

/// Logistic sigmoid: σ(x) = 1 / (1 + e⁻ˣ), a smooth step from 0 to 1.
public final class Sigmoid: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { sigmoid(x) }
    public var description: String { "Sigmoid()" }
}

/// Hyperbolic tangent: tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), a smooth step from −1 to 1.
public final class Tanh: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { tanh(x) }
    public var description: String { "Tanh()" }
}

/// Gaussian error linear unit (GELU): x·Φ(x), with the standard normal distribution function Φ: a smooth ReLU that dips
/// below 0. Source: Hendrycks and Gimpel 2016.
public final class GELU: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { gelu(x) }
    public var description: String { "GELU()" }
}

/// Softmax: p[k] = e^x[k] / Σⱼ e^x[j] along the last axis, probabilities that sum to 1.
///
/// The losses of this kit take scores (logits): a model that is trained with `softmaxCrossEntropy` ends *without* this
/// layer.
public final class Softmax: Layer {
    public init() {}
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable { softmax(x) }
    public var description: String { "Softmax()" }
}
