import Exercises
import Nabla

// 9.6  Bias and variance
//
// The same method is fitted to M samples of the data, and each of the M models predicts the same P points. How wrong are
// they together (bias), how much do they differ (variance), and how wrong is one of them on average (error)?
//
//     predictions [M, P]   a row for each model
//     truth [P]            what is true at the points
//     returns bias2        the square of (mean of the models − truth), averaged over the points
//             variance     the mean square of the models' deviations from their mean, averaged over the points; of M
//                          models, divided by M
//             error        the squared error of a model, averaged over models and points
//
// Example: three models say 2, 3 and 4 at one point where 5 is true: bias2 4, variance 0.6667, error 4.6667.
//
// Try on your answer whether error = bias2 + variance.

func decompose(
    predictions: Tensor, truth: Tensor
) throws -> (bias2: Scalar, variance: Scalar, error: Scalar) {

    let mean = predictions.mean(alongAxes: 0)
    return (
        square(mean - truth).mean(), square(predictions - mean).mean(), square(predictions - truth).mean()
    )
}

// Why: predictions − truth is (predictions − mean) + (mean − truth). Squared and averaged over the models, the mixed term
// vanishes, because deviations from a mean sum to 0. So the identity is exact, for any models, if the variance is divided by
// M and not by M − 1.
