import Autodiff
import Tensors

/// Layer normalization: each sample is normalized over its features, then scaled by γ and shifted by β, which are learned.
///
///     x̂ = (x − mean) / √(variance + ε)          y = γ·x̂ + β
///
/// Mean and variance are those of one row along the last axis. Samples do not depend on each other, so that
/// training and inference are the same, and a batch of one is allowed.
///
/// Shapes: x [N, …, D], kept, with scale γ and shift β [D]. γ starts at 1, β at 0. Source: Ba et al. 2016.
public final class LayerNorm: Layer {
    public let scale: Parameter
    public let shift: Parameter
    public let epsilon: Scalar

    public init(_ features: Int, epsilon: Scalar = 1e-5) {
        require(
            features > 0 && epsilon > 0,
            "LayerNorm: expected at least one feature and a positive epsilon, but got \(features), \(epsilon)"
        )
        scale = Parameter("scale", Tensor(ones: [features]))
        shift = Parameter("shift", Tensor(zeros: [features]))
        self.epsilon = epsilon
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let features = scale.shape[0]
        require(
            x.shape.count >= 2 && x.shape.last == features,
            "\(description): expected shape [N, …, \(features)], but got \(x.shape); the last axis is the features axis"
        )
        if mode == .inference && !x.requiresGradient {
            return .constant(
                layerNormalized(x.value, scale: scale.value, shift: shift.value, epsilon: epsilon))
        }
        let x̂ = standardized(x, epsilon: epsilon)
        return x̂ * scale.variable(in: mode) + shift.variable(in: mode)
    }

    public var ownParameters: [Parameter] { [scale, shift] }
    public var description: String { "LayerNorm(\(scale.shape[0]))" }
}
