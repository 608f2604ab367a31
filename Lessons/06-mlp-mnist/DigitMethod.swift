import Nabla

/// A way to name digits that has learned from labelled images.
protocol DigitMethod {
    /// How many numbers it has to keep.
    var numbersKept: Int { get }

    /// The digits that it sees in rows of pixels.
    ///
    /// Shapes: [N, 784] → N digits.
    func digits(in pixels: Tensor) -> [Int]
}

/// Ten scores that are linear in the pixels, z = x·W + b; the largest wins. Four classical methods end here, each with
/// other W and b.
///
/// Shapes: weights [784, 10], bias [10].
struct LinearScores: DigitMethod {
    var weights: Tensor
    var bias: Tensor

    var numbersKept: Int { weights.size + bias.size }

    func digits(in pixels: Tensor) -> [Int] { matmul(pixels, weights, adding: bias).argmax(alongAxis: 1) }
}

extension Sequential: DigitMethod {
    var numbersKept: Int { parameterCount }

    func digits(in pixels: Tensor) -> [Int] {
        predict(pixels).argmax(alongAxis: 1)
    }
}

extension DigitMethod {
    /// The fraction of the images that it names correctly.
    func accuracy(on set: ImageSet) -> Scalar {
        Scalar(zip(digits(in: set.images.flattened()), set.labels).count { $0 == $1 }) / Scalar(set.count)
    }
}
