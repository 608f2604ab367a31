import Autodiff
import Tensors

/// AdaGrad: a step size for each weight, smaller the more its squared gradients have added up to.
///
///     s ← s + g²           w ← w − α·g / (√s + ε)
///
/// Source: Duchi et al. 2011. The sum starts at 0.1, as in Keras (in PyTorch at 0). Gradients beyond 10¹⁸, whose squares
/// would soon be too large for 32 bits, count as 10¹⁸.
public typealias AdaGrad = RuleOptimizer<AdaGradRule>

extension RuleOptimizer where Rule == AdaGradRule {
    public convenience init(
        _ parameters: [Parameter], learningRate: Scalar = 0.001, initialSum: Scalar = 0.1,
        epsilon: Scalar = 1e-7
    ) {
        self.init(
            parameters,
            rule: AdaGradRule(learningRate: learningRate, initialSum: initialSum, epsilon: epsilon))
    }
}

/// The rule of `AdaGrad`: s ← s + g², w ← w − α·g / (√s + ε).
public struct AdaGradRule: OptimizerRule {
    public static let name = "AdaGrad"
    public var learningRate: Scalar
    public let initialSum: Scalar
    public let epsilon: Scalar

    public var memoryNames: [String] { ["sum"] }

    public func initialMemory(for weight: Tensor) -> [Tensor] {
        [Tensor(repeating: initialSum, shape: weight.shape)]
    }

    public func apply(_ weight: inout Tensor, _ memory: inout [Tensor], gradient: Tensor, step: Int) {
        update(&weight, &memory[0], with: gradient, Update(α: learningRate, ε: epsilon))
    }

    private struct Update: UpdateRule {
        let α: Scalar
        let ε: Scalar
        func callAsFunction(_ w: inout Scalar, _ s: inout Scalar, _: inout Scalar, _ g: Scalar) {
            let g = squarable(g)
            s += g * g
            w -= α * g / (s.squareRoot() + ε)
        }
    }
}
