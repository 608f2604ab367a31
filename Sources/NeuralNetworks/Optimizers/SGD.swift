import Autodiff
import Tensors

/// Stochastic gradient descent, optionally with classical or Nesterov momentum:
///
///     w ← w − α·g
///     momentum:            v ← μ·v − α·g        w ← w + v
///     Nesterov:            v ← μ·v − α·g        w ← w + μ·v − α·g
///
/// The learning rate is part of the velocity, as published and in Keras: after a change of α the old steps go on with the
/// old α. PyTorch keeps it outside, v ← μ·v + g and w ← w − α·v. As long as α is constant the two are equal; under a
/// schedule they are not (after a drop of α ours is still fast for some 1/(1 − μ) steps).
///
/// Source: Polyak 1964; Nesterov 1983 in the form of Sutskever et al. 2013.
public typealias SGD = RuleOptimizer<SGDRule>

extension RuleOptimizer where Rule == SGDRule {
    public convenience init(
        _ parameters: [Parameter], learningRate: Scalar = 0.01, momentum: Scalar = 0, nesterov: Bool = false
    ) {
        self.init(
            parameters, rule: SGDRule(learningRate: learningRate, momentum: momentum, nesterov: nesterov))
    }
}

/// The rule of `SGD`: v ← μ·v − α·g, w ← w + v.
public struct SGDRule: OptimizerRule {
    public static let name = "SGD"
    public var learningRate: Scalar
    public let momentum: Scalar
    public let nesterov: Bool

    public var memoryNames: [String] { momentum == 0 ? [] : ["velocity"] }

    public func apply(_ weight: inout Tensor, _ memory: inout [Tensor], gradient: Tensor, step: Int) {
        if momentum == 0 {
            update(&weight, with: gradient, Plain(α: learningRate))
        } else {
            let rule = Momentum(α: learningRate, μ: momentum, nesterov: nesterov)
            update(&weight, &memory[0], with: gradient, rule)
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
