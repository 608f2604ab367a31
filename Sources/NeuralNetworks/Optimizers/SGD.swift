import Autodiff
import Tensors

/// Steps against the gradient, and with momentum also along the steps before.
///
///     v ← μ·v − α·g        w ← w + v
///     Nesterov:            w ← w + μ·v − α·g
///
/// With μ = 0 this is plain gradient descent. Source: Polyak 1964; Nesterov 1983 in the form of Sutskever 2013.
public final class SGD: Optimizer {
    public let parameters: [Parameter]
    public var learningRate: Scalar
    public let momentum: Scalar
    public let nesterov: Bool
    private var velocities: [Tensor]

    public init(
        _ parameters: [Parameter], learningRate: Scalar = 0.01, momentum: Scalar = 0, nesterov: Bool = false
    ) {
        self.parameters = parameters
        self.learningRate = learningRate
        self.momentum = momentum
        self.nesterov = nesterov
        velocities = momentum == 0 ? [] : parameters.map { Tensor(zeros: $0.shape) }
    }

    public func step() {
        for (i, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient else { continue }
            if momentum == 0 {
                update(&parameter.value, with: gradient, Plain(α: learningRate))
            } else {
                let rule = Momentum(α: learningRate, μ: momentum, nesterov: nesterov)
                update(&parameter.value, &velocities[i], with: gradient, rule)
            }
        }
    }
}

private struct Plain: UpdateRule {
    let α: Scalar
    func callAsFunction(_ w: inout Scalar, _: inout Scalar, _: inout Scalar, _ g: Scalar) {
        w -= α * g
    }
}

private struct Momentum: UpdateRule {
    let α: Scalar
    let μ: Scalar
    let nesterov: Bool
    func callAsFunction(_ w: inout Scalar, _ v: inout Scalar, _: inout Scalar, _ g: Scalar) {
        v = μ * v - α * g
        w += nesterov ? μ * v - α * g : v
    }
}
