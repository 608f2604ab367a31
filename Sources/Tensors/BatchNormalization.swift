/// What batch normalization keeps of a batch: mean, variance and 1/√(variance + ε) of each channel. Shapes: [C].
public struct ChannelStatistics: Sendable {
    public let means: Tensor
    public let variances: Tensor
    public let inverseDeviations: Tensor
}

/// Batch normalization of images, y = γ·x̂ + β with x̂ = (x − mean) / √(variance + ε), over all samples and pixels of a
/// channel; the variance is divided by their number. Means and variances are added up in 64 bits.
///
/// Shapes: x [N, C, H, W], γ and β [C] → y [N, C, H, W].
public func batchNormalized(
    _ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Scalar
) -> (values: Tensor, statistics: ChannelStatistics) {
    require(
        x.rank == 4 && x.size > 0 && scale.shape == [x.shape[1]] && shift.shape == scale.shape,
        "batchNormalized: expected images [N, C, H, W] with a scale and a shift [C], but got \(x.shape), \(scale.shape) and "
            + "\(shift.shape)")
    let planes = Planes(x.shape)
    var kept = Tensor(zeros: [3, planes.channels]).scalars
    let (γ, β) = (scale.scalars, shift.scalars)
    let values = Tensor(filling: x.shape) { y in
        x.withElements { x in
            kept.withUnsafeMutableBufferPointer { kept in
                nonisolated(unsafe) let kept = kept  // no two cores write to one channel
                planes.parallel { channel in
                    var total = 0.0
                    planes.forEach(channel) { total += sum(x + $0, planes.area) }
                    let mean = total / planes.count
                    let (variance, deviation) = planes.spread(x, channel, around: mean, epsilon: Double(epsilon))
                    let (center, factor, offset) = (Scalar(mean), γ[channel] * Scalar(1 / deviation), β[channel])
                    planes.forEach(channel) { start in
                        for i in start..<start + planes.area { y[i] = (x[i] - center) * factor + offset }
                    }
                    kept[channel] = center
                    kept[planes.channels + channel] = Scalar(variance)
                    kept[2 * planes.channels + channel] = Scalar(1 / deviation)
                }
            }
        }
    }
    let rows = Tensor(scalars: kept, shape: [3, planes.channels])
    return (values, ChannelStatistics(means: rows[0], variances: rows[1], inverseDeviations: rows[2]))
}

/// The gradients of `batchNormalized`: of x, γ·r·(dy − mean(dy) − x̂·mean(dy·x̂)) with r = 1/√(variance + ε); of γ, Σ dy·x̂; of
/// β, Σ dy.
///
/// Shapes: dy and x [N, C, H, W] → [N, C, H, W], [C], [C].
public func batchNormalizedGradients(
    _ gradient: Tensor, _ x: Tensor, scale: Tensor, statistics: ChannelStatistics
) -> (input: Tensor, scale: Tensor, shift: Tensor) {
    let planes = Planes(x.shape)
    var sums = Tensor(zeros: [2, planes.channels]).scalars
    let (γ, means, inverses) = (
        scale.scalars, statistics.means.scalars, statistics.inverseDeviations.scalars
    )
    let input = Tensor(filling: x.shape) { dx in
        gradient.withElements { dy in
            x.withElements { x in
                sums.withUnsafeMutableBufferPointer { sums in
                    nonisolated(unsafe) let sums = sums  // no two cores write to one channel
                    planes.parallel { channel in
                        let (center, inverse) = (means[channel], inverses[channel])
                        var (total, along) = (0.0, 0.0)
                        planes.forEach(channel) {
                            let part = Tensors.sums(of: dy + $0, along: x + $0, planes.area, around: Double(center))
                            (total, along) = (total + part.total, along + part.along)
                        }
                        let slope = along * Double(inverse)  // Σ dy·x̂
                        let mean = Scalar(total / planes.count)
                        let (factor, pull) = (γ[channel] * inverse, Scalar(slope / planes.count) * inverse)
                        planes.forEach(channel) { start in
                            for i in start..<start + planes.area {
                                dx[i] = factor * (dy[i] - mean - (x[i] - center) * pull)
                            }
                        }
                        (sums[channel], sums[planes.channels + channel]) = (Scalar(slope), Scalar(total))
                    }
                }
            }
        }
    }
    let rows = Tensor(scalars: sums, shape: [2, planes.channels])
    return (input, rows[0], rows[1])
}

/// Batch normalization with mean and variance that are known, as in inference: y = γ·(x − mean) / √(variance + ε) + β.
///
/// Shapes: x [N, C] or [N, C, H, W]; γ, β, mean and variance [C] → the shape of x.
public func batchNormalized(
    _ x: Tensor, scale: Tensor, shift: Tensor, mean: Tensor, variance: Tensor, epsilon: Scalar
) -> Tensor {
    require(
        (x.rank == 2 || x.rank == 4) && [scale, shift, mean, variance].allSatisfy { $0.shape == [x.shape[1]] },
        "batchNormalized: expected samples [N, C] or [N, C, H, W] with a scale, a shift, a mean and a variance [C], but "
            + "got \(x.shape), \(scale.shape), \(shift.shape), \(mean.shape) and \(variance.shape)")
    let (samples, channels, area) = (x.shape[0], x.shape[1], elementCount(of: Array(x.shape.dropFirst(2))))
    let (means, shifts) = (mean.scalars, shift.scalars)
    let factors = zip(scale.scalars, variance.scalars).map { $0 / ($1 + epsilon).squareRoot() }
    return Tensor(filling: x.shape) { y in
        x.withElements { x in
            parallel(samples, grain: max(1, 32_768 / (channels * area))) { range in
                for plane in range.lowerBound * channels..<range.upperBound * channels {
                    let (mean, factor, shift) = (
                        means[plane % channels], factors[plane % channels], shifts[plane % channels]
                    )
                    for i in plane * area..<(plane + 1) * area { y[i] = (x[i] - mean) * factor + shift }
                }
            }
        }
    }
}

/// Where the numbers of a channel lie in [N, C, H, W]: N pieces of H·W neighbours.
private struct Planes {
    let samples: Int
    let channels: Int
    let area: Int

    init(_ shape: [Int]) { (samples, channels, area) = (shape[0], shape[1], shape[2] * shape[3]) }

    /// How many numbers a channel has.
    var count: Double { Double(samples * area) }

    /// Every channel, some on each core.
    func parallel(_ body: (Int) -> Void) {
        Tensors.parallel(channels, grain: max(1, 8_192 / max(1, samples * area))) {
            for channel in $0 { body(channel) }
        }
    }

    /// Where each piece of a channel begins.
    @inline(__always)
    func forEach(_ channel: Int, _ body: (Int) -> Void) {
        for sample in 0..<samples { body((sample * channels + channel) * area) }
    }

    /// The variance and √(variance + ε). Where a square is too large for 64 bits, the numbers are brought near to 1 first.
    func spread(
        _ x: UnsafePointer<Scalar>, _ channel: Int, around mean: Double, epsilon: Double
    ) -> (variance: Double, deviation: Double) {
        func variance(times factor: Double) -> Double {
            var total = 0.0
            forEach(channel) { total += sumOfSquares(x + $0, area, around: mean, times: factor) }
            return total / count
        }
        let plain = variance(times: 1)
        if plain < .infinity || !mean.isFinite { return (plain, (plain + epsilon).squareRoot()) }
        var largest = 0.0
        forEach(channel) { start in
            for i in start..<start + area { largest = max(largest, (Double(x[i]) - mean).magnitude) }
        }
        return (plain, largest * (variance(times: 1 / largest) + epsilon / largest / largest).squareRoot())
    }
}
