import Exercises
import Nabla

// 2.6  The trap
//
// A model returns its predictions as a column, the targets come as a list. Compare each prediction with its own target:
// the mean of the N squared differences.
//
//     predictions [N, 1], targets [N]
//     returns a number
//
// Example: predictions [[1], [2], [4]], targets [1, 4, 3]: (0 + 4 + 1) / 3, about 1.667.

func meanSquaredError(predictions: Tensor, targets: Tensor) throws -> Scalar {
    throw notAttempted()
}
