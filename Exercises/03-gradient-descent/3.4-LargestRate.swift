import Exercises
import Nabla

// 3.4  Predict when it diverges
//
// A model without bias, w·x, is fitted by gradient descent; the loss is the mean of the squared residuals. The
// distance to the best w is multiplied by |1 − α·c| at each step, where c is the curvature: by how much the
// slope changes when w grows by 1. Say, before anything has run, up to which rate α the distance shrinks.
//
//     x [N], y [N]   the samples
//     returns the rate at which the factor reaches 1
//
// Example: x = [1, 3], y = [5, 2]. The slope at w is ((2w − 10) + (18w − 12)) / 2 = 10w − 11. When w grows by
// 1 it grows by 10, so c = 10, and the limit is 0.2.
//
// `square(x)` squares each element, `.mean()` averages. Afterwards try it: run 3.3 with a rate just below,
// just above.

func largestRate(x: Tensor, y: Tensor) throws -> Scalar {
    throw notAttempted()
}
