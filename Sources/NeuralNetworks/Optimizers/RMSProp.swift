import Autodiff
import Tensors

/// RMSProp: AdaGrad with an exponentially decaying average in place of the sum.
///
///     s ← ρ·s + (1 − ρ)·g²           w ← w − α·g / (√s + ε)
///
/// Source: Tieleman and Hinton 2012, lecture 6e. ε stands outside the root, as in PyTorch; Keras puts it inside. Gradients
/// beyond 10¹⁸, whose squares would be too large for 32 bits, count as 10¹⁸.
public typealias RMSProp = RuleOptimizer<RMSPropRule>

extension RuleOptimizer where Rule == RMSPropRule {
    public convenience init(
        _ parameters: [Parameter], learningRate: Scalar = 0.001, decay: Scalar = 0.9, epsilon: Scalar = 1e-7
    ) {
        self.init(parameters, rule: RMSPropRule(learningRate: learningRate, decay: decay, epsilon: epsilon))
    }
}

/// The rule of `RMSProp`: s ← ρ·s + (1 − ρ)·g², w ← w − α·g / (√s + ε).
public struct RMSPropRule: OptimizerRule {
    public static let name = "RMSProp"
    public var learningRate: Scalar
    public let decay: Scalar
    public let epsilon: Scalar

    public var memoryNames: [String] { ["square"] }

    public func apply(_ weight: inout Tensor, _ memory: inout [Tensor], gradient: Tensor, step: Int) {
        update(&weight, &memory[0], with: gradient, Update(α: learningRate, ρ: decay, ε: epsilon))
    }

    private struct Update: UpdateRule {
        let α: Scalar
        let ρ: Scalar
        let ε: Scalar
        func callAsFunction(_ w: inout Scalar, _ s: inout Scalar, _: inout Scalar, _ g: Scalar) {
            let g = squarable(g)
            s = ρ * s + (1 - ρ) * g * g
            w -= α * g / (s.squareRoot() + ε)
        }
    }
}
