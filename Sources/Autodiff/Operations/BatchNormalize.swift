import Tensors

/// Batch normalization of images, y = γ·(x − mean)/√(variance + ε) + β, over all samples and pixels of a channel, with mean and
/// variance of the batch.
///
/// Gradient: of x, γ/√(variance + ε)·(dy − mean(dy) − x̂·mean(dy·x̂)); mean and variance depend on every number of a channel, so
/// that each feels them all. Of γ, Σ dy·x̂; of β, Σ dy.
///
/// Fused because the composed form, which the tests hold it to, passes over memory some twenty times (images [32, 16, 28, 28],
/// forward and backward: 11 against 4 ms).
///
/// Shapes: x [N, C, H, W], scale γ and shift β [C] → [N, C, H, W], with the statistics of each channel [C].
public func batchNormalized(
    _ x: Variable, scale: Variable, shift: Variable, epsilon: Scalar
) -> (result: Variable, statistics: ChannelStatistics) {
    let (input, γ) = (x.value, scale.value)
    let (values, statistics) = batchNormalized(input, scale: γ, shift: shift.value, epsilon: epsilon)
    let gradients = Once { dy in batchNormalizedGradients(dy, input, scale: γ, statistics: statistics) }
    let edges = [
        x.edge { gradients($0).input }, scale.edge { gradients($0).scale }, shift.edge { gradients($0).shift },
    ]
    return (Variable("batchNormalize", values, edges: edges), statistics)
}

/// Batch normalization with mean and variance that are known, as in inference: y = γ·(x − mean) / √(variance + ε) + β, where all
/// but x are constants.
///
/// Gradient: dy·γ / √(variance + ε).
///
/// Shapes: x [N, C] or [N, C, H, W]; scale γ, shift β, mean and variance [C] → the shape of x.
public func batchNormalized(
    _ x: Variable, scale: Tensor, shift: Tensor, mean: Tensor, variance: Tensor, epsilon: Scalar
) -> Variable {
    let y = batchNormalized(
        x.value, scale: scale, shift: shift, mean: mean, variance: variance, epsilon: epsilon)
    let kept = [1, scale.size] + x.shape.dropFirst(2).map { _ in 1 }
    return Variable(
        "batchNormalize", y, edges: [x.edge { $0 * (scale / sqrt(variance + epsilon)).reshaped(to: kept) }])
}
