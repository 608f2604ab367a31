import Autodiff
import Tensors

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Momentum and RMSProp together, both corrected for having started at 0.
///
///     m ← β₁·m + (1 − β₁)·g          m̂ = m / (1 − β₁ᵗ)
///     v ← β₂·v + (1 − β₂)·g²         v̂ = v / (1 − β₂ᵗ)          w ← w − α·m̂ / (√v̂ + ε)
///
/// Source: Kingma and Ba 2015, algorithm 1. Keras uses the form at the end of their section 2, with ε beside √v.
public final class Adam: Optimizer {
    public let parameters: [Parameter]
    public var learningRate: Scalar
    public let beta1: Scalar
    public let beta2: Scalar
    public let epsilon: Scalar
    private var steps = 0
    private var means: [Tensor]
    private var squares: [Tensor]

    public init(
        _ parameters: [Parameter], learningRate: Scalar = 0.001, beta1: Scalar = 0.9, beta2: Scalar = 0.999,
        epsilon: Scalar = 1e-7
    ) {
        self.parameters = parameters
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        means = parameters.map { Tensor(zeros: $0.shape) }
        squares = means
    }

    public func step() {
        steps += 1
        // In 64 bits: 1 − 0.999ᵗ has lost three digits at t = 1 before anything is computed with it.
        let rule = Rule(
            α: learningRate, β1: beta1, β2: beta2, ε: epsilon,
            meanCorrection: Scalar(1 / (1 - pow(Double(beta1), Double(steps)))),
            squareCorrection: Scalar(1 / (1 - pow(Double(beta2), Double(steps)))))
        for (i, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient else { continue }
            update(&parameter.value, &means[i], &squares[i], with: gradient, rule)
        }
    }

    private struct Rule: UpdateRule {
        let α: Scalar
        let β1: Scalar
        let β2: Scalar
        let ε: Scalar
        /// 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ)
        let meanCorrection: Scalar
        let squareCorrection: Scalar
        func callAsFunction(_ w: inout Scalar, _ m: inout Scalar, _ v: inout Scalar, _ g: Scalar) {
            m = β1 * m + (1 - β1) * g
            v = β2 * v + (1 - β2) * g * g
            w -= α * (m * meanCorrection) / ((v * squareCorrection).squareRoot() + ε)
        }
    }
}
