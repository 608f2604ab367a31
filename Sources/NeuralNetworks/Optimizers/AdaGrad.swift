import Autodiff
import Tensors

/// Gives each weight a step of its own, smaller the more its gradients have added up to.
///
///     s ← s + g²           w ← w − α·g / (√s + ε)
///
/// Source: Duchi et al. 2011. The sum starts at 0.1, as in Keras.
public final class AdaGrad: Optimizer {
    public let parameters: [Parameter]
    public var learningRate: Scalar
    public let epsilon: Scalar
    private var sums: [Tensor]

    public init(
        _ parameters: [Parameter], learningRate: Scalar = 0.001, initialSum: Scalar = 0.1,
        epsilon: Scalar = 1e-7
    ) {
        self.parameters = parameters
        self.learningRate = learningRate
        self.epsilon = epsilon
        sums = parameters.map { Tensor(repeating: initialSum, shape: $0.shape) }
    }

    public func step() {
        let rule = Rule(α: learningRate, ε: epsilon)
        for (i, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient else { continue }
            update(&parameter.value, &sums[i], with: gradient, rule)
        }
    }

    private struct Rule: UpdateRule {
        let α: Scalar
        let ε: Scalar
        func callAsFunction(_ w: inout Scalar, _ s: inout Scalar, _: inout Scalar, _ g: Scalar) {
            s += g * g
            w -= α * g / (s.squareRoot() + ε)
        }
    }
}
