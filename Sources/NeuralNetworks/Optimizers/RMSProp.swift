import Autodiff
import Tensors

/// Divides each step by the recent size of the gradient: AdaGrad with a sum that forgets.
///
///     s ← ρ·s + (1 − ρ)·g²           w ← w − α·g / (√s + ε)
///
/// Source: Tieleman and Hinton 2012, lecture 6e. ε stands outside the root, as in PyTorch; Keras puts it inside.
public final class RMSProp: Optimizer {
    public let parameters: [Parameter]
    public var learningRate: Scalar
    public let decay: Scalar
    public let epsilon: Scalar
    private var averages: [Tensor]

    public init(
        _ parameters: [Parameter], learningRate: Scalar = 0.001, decay: Scalar = 0.9, epsilon: Scalar = 1e-7
    ) {
        self.parameters = parameters
        self.learningRate = learningRate
        self.decay = decay
        self.epsilon = epsilon
        averages = parameters.map { Tensor(zeros: $0.shape) }
    }

    public func step() {
        let rule = Rule(α: learningRate, ρ: decay, ε: epsilon)
        for (i, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient else { continue }
            update(&parameter.value, &averages[i], with: gradient, rule)
        }
    }

    private struct Rule: UpdateRule {
        let α: Scalar
        let ρ: Scalar
        let ε: Scalar
        func callAsFunction(_ w: inout Scalar, _ s: inout Scalar, _: inout Scalar, _ g: Scalar) {
            s = ρ * s + (1 - ρ) * g * g
            w -= α * g / (s.squareRoot() + ε)
        }
    }
}
