import Autodiff
import Tensors

/// Nearest-neighbor upsampling: every pixel becomes a square of `factor` × `factor` equal ones,
/// y[n, c, i, j] = x[n, c, ⌊i/f⌋, ⌊j/f⌋]. A pixel's gradient is the sum over its square.
///
/// Shapes: x [N, C, H, W] → [N, C, f·H, f·W].
public final class Upsample2D: Layer {
    public let factor: Int

    public init(_ factor: Int) {
        require(factor > 0, "Upsample2D: expected a factor of at least 1, but got \(factor)")
        self.factor = factor
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let shape = outputShape(for: x.shape)
        let (samples, channels, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
        return x.reshaped(to: [samples, channels, height, 1, width, 1])
            .broadcast(to: [samples, channels, height, factor, width, factor]).reshaped(to: shape)
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        require(
            inputShape.count == 4,
            "\(description): expected images of shape [N, C, H, W], but got \(inputShape)")
        return [inputShape[0], inputShape[1], factor * inputShape[2], factor * inputShape[3]]
    }

    public var description: String { "Upsample2D(\(factor))" }
}
