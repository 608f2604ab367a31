import Autodiff
import Tensors

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Adam: momentum and RMSProp together, both corrected for having started at 0 (adaptive moment estimation).
///
///     m ← β₁·m + (1 − β₁)·g          m̂ = m / (1 − β₁ᵗ)
///     v ← β₂·v + (1 − β₂)·g²         v̂ = v / (1 − β₂ᵗ)          w ← w − α·m̂ / (√v̂ + ε)
///
/// t counts the steps of the optimizer, as in Keras; PyTorch counts for each parameter, which differs where one has no
/// gradient in some steps. ε is 10⁻⁷ as in Keras, in PyTorch 10⁻⁸. Gradients beyond 10¹⁸, whose squares would be too large
/// for 32 bits, count as 10¹⁸.
///
/// Source: Kingma and Ba 2015, algorithm 1. Keras uses the form at the end of their section 2, with ε beside √v.
public typealias Adam = RuleOptimizer<AdamRule>

extension RuleOptimizer where Rule == AdamRule {
    public convenience init(
        _ parameters: [Parameter], learningRate: Scalar = 0.001, beta1: Scalar = 0.9, beta2: Scalar = 0.999,
        epsilon: Scalar = 1e-7
    ) {
        require(
            (0..<1).contains(beta1) && (0..<1).contains(beta2),
            "Adam: expected beta1 and beta2 in 0..<1, but got \(beta1) and \(beta2); 1 would never learn of a gradient"
        )
        self.init(
            parameters,
            rule: AdamRule(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon))
    }
}

/// The rule of `Adam`: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − α·m̂ / (√v̂ + ε).
public struct AdamRule: OptimizerRule {
    public static let name = "Adam"
    public var learningRate: Scalar
    public let beta1: Scalar
    public let beta2: Scalar
    public let epsilon: Scalar

    public var memoryNames: [String] { ["mean", "square"] }

    public func apply(_ weight: inout Tensor, _ memory: inout [Tensor], gradient: Tensor, step: Int) {
        apply(&weight, &memory, gradient: gradient, step: step, keeping: 1)
    }

    /// The step of a weight of which decay leaves this fraction.
    fileprivate func apply(
        _ weight: inout Tensor, _ memory: inout [Tensor], gradient: Tensor, step: Int, keeping: Scalar
    ) {
        // In 64 bits: 1 − 0.999ᵗ has lost three digits at t = 1 before anything is computed with it.
        let rule = Update(
            α: learningRate, β1: beta1, β2: beta2, ε: epsilon,
            meanCorrection: Scalar(1 / (1 - pow(Double(beta1), Double(step)))),
            squareCorrection: Scalar(1 / (1 - pow(Double(beta2), Double(step)))), keeping: keeping)
        var square = memory.removeLast()
        update(&weight, &memory[0], &square, with: gradient, rule)
        memory.append(square)
    }

    private struct Update: UpdateRule {
        let α: Scalar
        let β1: Scalar
        let β2: Scalar
        let ε: Scalar
        /// 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ)
        let meanCorrection: Scalar
        let squareCorrection: Scalar
        let keeping: Scalar
        func callAsFunction(_ w: inout Scalar, _ m: inout Scalar, _ v: inout Scalar, _ g: Scalar) {
            let g = squarable(g)  // at most 10¹⁸: the square of more is too large for 32 bits
            m = β1 * m + (1 - β1) * g
            v = β2 * v + (1 - β2) * g * g
            w = w * keeping - α * (m * meanCorrection) / ((v * squareCorrection).squareRoot() + ε)
        }
    }
}

/// AdamW: Adam with decoupled weight decay, which shrinks each weight beside the step in place of adding λ·w to its
/// gradient.
///
///     w ← w − α·λ·w − α·m̂ / (√v̂ + ε)
///
/// with m̂ and v̂ as in `Adam`. In the gradient (`l2Penalty`) the decay would be divided by √v̂ with it: a weight with large
/// gradients would hardly decay at all. λ is `weightDecay`, 0.01 as in PyTorch; biases and the scales of
/// normalization layers are often left out: see `OptimizerGroups`.
///
/// Source: Loshchilov and Hutter 2019, algorithm 2, with α in front of λ as in PyTorch.
public typealias AdamW = RuleOptimizer<AdamWRule>

extension RuleOptimizer where Rule == AdamWRule {
    public convenience init(
        _ parameters: [Parameter], learningRate: Scalar = 0.001, weightDecay: Scalar = 0.01, beta1: Scalar = 0.9,
        beta2: Scalar = 0.999, epsilon: Scalar = 1e-7
    ) {
        require(
            (0..<1).contains(beta1) && (0..<1).contains(beta2) && weightDecay >= 0,
            "AdamW: expected beta1 and beta2 in 0..<1 and a weightDecay of at least 0, but got \(beta1), \(beta2) and "
                + "\(weightDecay)")
        self.init(
            parameters,
            rule: AdamWRule(
                learningRate: learningRate, weightDecay: weightDecay, beta1: beta1, beta2: beta2, epsilon: epsilon))
    }
}

/// The rule of `AdamW`: w ← w − α·λ·w − α·m̂ / (√v̂ + ε).
public struct AdamWRule: OptimizerRule {
    public static let name = "AdamW"
    public var learningRate: Scalar
    public let weightDecay: Scalar
    public let beta1: Scalar
    public let beta2: Scalar
    public let epsilon: Scalar

    public var memoryNames: [String] { ["mean", "square"] }

    public func apply(_ weight: inout Tensor, _ memory: inout [Tensor], gradient: Tensor, step: Int) {
        let adam = AdamRule(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
        adam.apply(
            &weight, &memory, gradient: gradient, step: step, keeping: 1 - learningRate * weightDecay)
    }
}
