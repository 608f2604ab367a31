import Autodiff
import Tensors

/// Group normalization: the channels of each sample are normalized in groups, then scaled by γ and shifted by β for each
/// channel, which are learned.
///
///     x̂ = (x − mean) / √(variance + ε)          y = γ·x̂ + β
///
/// Mean and variance are those of one sample's group: of its channels and all their pixels. Samples do not depend on each
/// other, as they do in `BatchNorm`, so that small batches are as good as large ones. One group normalizes a whole
/// sample; a group for each channel is instance normalization.
///
/// Shapes: x [N, C], [N, C, L] or [N, C, H, W], kept, with scale γ and shift β [C]. γ starts at 1, β at 0.
/// Source: Wu and He 2018.
public final class GroupNorm: Layer {
    public let scale: Parameter
    public let shift: Parameter
    public let groups: Int
    public let epsilon: Scalar

    public init(_ channels: Int, groups: Int, epsilon: Scalar = 1e-5) {
        require(
            groups > 0 && channels > 0 && channels.isMultiple(of: groups) && epsilon > 0,
            "GroupNorm: expected groups that divide the channels, and a positive epsilon, but got \(channels) channels, "
                + "\(groups) groups, \(epsilon)")
        scale = Parameter("scale", Tensor(ones: [channels]))
        shift = Parameter("shift", Tensor(zeros: [channels]))
        (self.groups, self.epsilon) = (groups, epsilon)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let channels = scale.shape[0]
        require(
            x.shape.count >= 2 && x.shape[1] == channels,
            "\(description): expected shape [N, \(channels), …], but got \(x.shape); axis 1 is the channels axis")
        let perGroup = elementCount(of: Array(x.shape.dropFirst())) / groups
        let x̂ = standardized(x.reshaped(to: [x.shape[0], groups, perGroup]), epsilon: epsilon)
        let kept = [1, channels] + x.shape.dropFirst(2).map { _ in 1 }
        return x̂.reshaped(to: x.shape) * scale.variable(in: mode).reshaped(to: kept)
            + shift.variable(in: mode).reshaped(to: kept)
    }

    public var ownParameters: [Parameter] { [scale, shift] }
    public var description: String { "GroupNorm(\(scale.shape[0]), groups: \(groups))" }
}
