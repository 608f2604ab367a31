import Autodiff
import Tensors

/// Upsampling: images `factor` times as large, by repeating or by interpolating pixels. Nothing is learned.
///
///     nearest     y[n, c, i, j] = x[n, c, ⌊i/f⌋, ⌊j/f⌋]: every pixel becomes a square of equal ones
///     bilinear    along each axis the line between the two nearest pixel centers, at (i + ½)/f − ½
///
/// Either is y = R·x·Cᵀ for each channel: a row of R says how a new row is mixed from old ones, and so C for columns. The
/// gradient Rᵀ·dy·C follows. As in every matrix product, a pixel that is infinite or NaN makes NaN of what it meets with
/// weight 0: all of its plane. Bilinear is PyTorch's `Upsample` with `align_corners=False`: beyond the outermost centers the
/// outermost pixel continues.
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
        let (rows, columns) = (interpolation(to: shape[2]), interpolation(to: shape[3]))
        return matmul(matmul(.constant(rows), x), .constant(columns.transposed()))
    }

    /// What each of n new places takes from the n/f old ones. Shape: [n, n/f], rows sum to 1.
    private func interpolation(to length: Int) -> Tensor {
        var weights = Tensor(zeros: [length, length / factor])
        for place in 0..<length {
            switch method {
            case .nearest: weights[place, place / factor] = 1
            case .bilinear:
                let center = max(0, (Scalar(place) + 0.5) / Scalar(factor) - 0.5)
                let (before, last) = (Int(center), length / factor - 1)
                let part = center - Scalar(before)
                weights[place, before] += Tensor(1 - part)
                weights[place, min(before + 1, last)] += Tensor(part)
            }
        }
        return weights
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        require(
            inputShape.count == 4,
            "\(description): expected images of shape [N, C, H, W], but got \(inputShape)")
        let shape = [inputShape[0], inputShape[1], factor.times(inputShape[2]), factor.times(inputShape[3])]
        if let problem = ShapeError.size(shape, operation: description) { fail(problem) }
        return shape
    }

    public var description: String { "Upsample2D(\(factor)\(method == .nearest ? "" : ", bilinear"))" }
}
