import Autodiff
import Tensors

/// Upsampling: images `factor` times as large, by repeating or by interpolating pixels. Nothing is learned.
///
///     nearest     y[n, c, i, j] = x[n, c, ⌊i/f⌋, ⌊j/f⌋]: every pixel becomes a square of equal ones
///     bilinear    y = R·x·Cᵀ: along each axis the line between the two nearest pixel centers, at (i + ½)/f − ½
///
/// Beyond the outermost centers the outermost pixel continues. A pixel's gradient is the sum over what it was copied to,
/// with the same weights. Bilinear is PyTorch's `Upsample` with `align_corners=False`.
///
/// Shapes: x [N, C, H, W] → [N, C, f·H, f·W].
public final class Upsample2D: Layer {
    /// How the new pixels are made from the old.
    public enum Method: Sendable { case nearest, bilinear }

    public let factor: Int
    public let method: Method

    public init(_ factor: Int, _ method: Method = .nearest) {
        require(factor > 0, "Upsample2D: expected a factor of at least 1, but got \(factor)")
        (self.factor, self.method) = (factor, method)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let shape = outputShape(for: x.shape)
        let (samples, channels, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
        switch method {
        case .nearest:
            return x.reshaped(to: [samples, channels, height, 1, width, 1])
                .broadcast(to: [samples, channels, height, factor, width, factor]).reshaped(to: shape)
        case .bilinear:
            let rows = matmul(.constant(interpolation(height)), x)
            return matmul(rows, .constant(interpolation(width).transposed()))
        }
    }

    /// Each of f·n new places as a weighted mean of the n old ones. Shape: [f·n, n], rows sum to 1.
    private func interpolation(_ length: Int) -> Tensor {
        var weights = Tensor(zeros: [factor * length, length])
        for place in 0..<(factor * length) {
            let center = max(0, (Scalar(place) + 0.5) / Scalar(factor) - 0.5)
            let before = min(Int(center), length - 1)
            let part = min(center - Scalar(before), 1)
            let after = min(before + 1, length - 1)
            weights[place, before] = weights[place, before] + (1 - part)
            weights[place, after] = weights[place, after] + part
        }
        return weights
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        require(
            inputShape.count == 4,
            "\(description): expected images of shape [N, C, H, W], but got \(inputShape)")
        return [inputShape[0], inputShape[1], factor * inputShape[2], factor * inputShape[3]]
    }

    public var description: String { "Upsample2D(\(factor)\(method == .nearest ? "" : ", bilinear"))" }
}
