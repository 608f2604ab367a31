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
        let (α, μ, nesterov) = (learningRate, momentum, nesterov)
        for (i, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient else { continue }
            if μ == 0 {
                update(&parameter.value, with: gradient) { w, g in w -= α * g }
            } else {
                update(&parameter.value, &velocities[i], with: gradient) { w, v, g in
                    v = μ * v - α * g
                    w += nesterov ? μ * v - α * g : v
                }
            }
        }
    }
}
