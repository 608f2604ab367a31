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
    let column = targets.reshaped(to: predictions.shape)
    return square(predictions - column).mean()
}

// Why: with the targets in the shape of the predictions there are N differences. Without it there are N·N, and the mean
// over them is smallest for a model that ignores its inputs. Asking for the very shape also stops on a wrong count.
