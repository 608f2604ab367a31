import Grading
import Nabla

/// The gradient of a loss with respect to weights and bias.
typealias Gradient = (dw: Tensor, db: Scalar)

/// A linear model with the data that it is to fit: x [N, D], y [N], w [D] and b.
struct Fit {
    var x: Tensor, y: Tensor, w: Tensor, b: Scalar

    var samples: Scalar { Scalar(y.size) }
    var features: Scalar { Scalar(w.size) }
    var predictions: Tensor { matmul(x, w) + b }
    /// Prediction minus truth of each sample.
    var residuals: Tensor { predictions - y }

    /// The gradient that follows from the derivative for each prediction: times each feature, averaged.
    func gradient(_ derivative: Tensor, times factor: Scalar = 1) -> Gradient {
        (factor * matmul(derivative, x) / samples, factor * derivative.sum() / samples)
    }

    /// The mean over samples and features for every weight, and perhaps for b.
    func oneMean(_ derivative: Tensor, times factor: Scalar = 1, forBias: Bool = false) -> Gradient {
        let mean = factor * (derivative.expanded(atAxis: 1) * x).mean()
        return (0 * w + mean, forBias ? mean : gradient(derivative, times: factor).db)
    }

    /// The derivative for b for every weight.
    func onlyBias(_ derivative: Tensor, times factor: Scalar = 1) -> Gradient {
        let db = gradient(derivative, times: factor).db
        return (0 * w + db, db)
    }
}

/// Data of N samples with D features, of both signs.
func fit(_ samples: Int, _ features: Int, _ generator: inout SeededGenerator) -> Fit {
    Fit(
        x: generator.nonZeroHalves([samples, features], limit: 2), y: generator.halves([samples], limit: 3),
        w: generator.nonZeroHalves([features], limit: 2), b: generator.nonZeroHalf(limit: 2))
}
