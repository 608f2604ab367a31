import Autodiff
import Tensors

/// Batch normalization: each feature is normalized over the batch, then scaled by γ and shifted by β, which are learned.
///
///     x̂ = (x − mean) / √(variance + ε)          y = γ·x̂ + β
///
/// While training, mean and variance are those of the batch: for images over all samples and pixels of a channel, with
/// the variance divided by their number m. In inference they are running averages, so that a
/// prediction does not depend on the rest of the batch. Every training call moves them, the variance now divided by m − 1:
///
///     running ← (1 − momentum)·running + momentum·batch
///
/// Shapes: x [N, C] or [N, C, H, W], kept, with scale γ and shift β [C].
///
/// γ starts at 1 and β at 0, the running mean at 0 and the running variance at 1. They are saved with the weights.
/// Source: Ioffe and Szegedy 2015, algorithm 1; momentum counts the new part, as in PyTorch, where Keras counts the old.
public final class BatchNorm: Layer {
    public let scale: Parameter
    public let shift: Parameter
    public let runningMean: Parameter
    public let runningVariance: Parameter
    public let momentum: Scalar
    public let epsilon: Scalar

    public init(_ features: Int, momentum: Scalar = 0.1, epsilon: Scalar = 1e-5) {
        require(
            features > 0 && momentum > 0 && momentum <= 1 && epsilon > 0,
            "BatchNorm: expected at least one feature, a momentum in 0…1 and a positive epsilon, "
                + "but got \(features), \(momentum), \(epsilon)")
        scale = Parameter("scale", Tensor(ones: [features]))
        shift = Parameter("shift", Tensor(zeros: [features]))
        runningMean = Parameter("runningMean", Tensor(zeros: [features]))
        runningVariance = Parameter("runningVariance", Tensor(ones: [features]))
        (self.momentum, self.epsilon) = (momentum, epsilon)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let features = scale.shape[0]
        require(
            (x.shape.count == 2 || x.shape.count == 4) && x.shape[1] == features,
            "\(description): expected shape [N, \(features)] or [N, \(features), H, W], but got \(x.shape); "
                + "axis 1 is the features axis")
        if mode == .inference {
            return batchNormalized(
                x, scale: scale.value, shift: shift.value, mean: runningMean.value, variance: runningVariance.value,
                epsilon: epsilon)
        }
        let (γ, β) = (scale.variable(in: mode), shift.variable(in: mode))
        let count = x.value.size / features
        require(
            count > 1,
            "\(description): expected at least two numbers of each feature while training, but got shape \(x.shape); "
                + "one number has no variance")
        let unbiased = Scalar(count) / Scalar(count - 1)
        if x.shape.count == 4 {
            let (y, statistics) = batchNormalized(x, scale: γ, shift: β, epsilon: epsilon)
            remember(statistics.means, statistics.variances * unbiased)
            return y
        }
        let mean = x.mean(alongAxes: 0, keepingAxes: true)
        let (x̂, variance) = normalized(
            x - mean, epsilon: epsilon, mean: { $0.mean(alongAxes: 0, keepingAxes: true) },
            maximum: { $0.max(alongAxes: 0, keepingAxes: true) })
        remember(mean.value, variance * unbiased)
        return x̂ * γ + β
    }

    private func remember(_ mean: Tensor, _ variance: Tensor) {
        for (running, batch) in [(runningMean, mean), (runningVariance, variance)] {
            running.value = (1 - momentum) * running.value + momentum * batch.reshaped(to: running.shape)
        }
    }

    public var ownParameters: [Parameter] { [scale, shift] }
    public var ownBuffers: [Parameter] { [runningMean, runningVariance] }
    public var description: String { "BatchNorm(\(scale.shape[0]))" }
}
