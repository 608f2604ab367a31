import Exercises
import Nabla

// 5.4  Two layers by hand
//
// A network for yes/no questions, forwards:
//
//     a = tanh(x·W1 + b1)        the hidden values, [N, H]
//     p = sigmoid(a·W2 + b2)     the answers, [N, 1]
//
// The loss is the mean over the N samples of the cross-entropy, -ln p where y is 1 and -ln(1 - p) where y is 0.
// Compute the gradient of the loss with respect to all four parameters.
//
//     x [N, D], W1 [D, H], b1 [H], W2 [H, 1], b2 [1], y [N, 1] of 0 and 1
//     returns dW1 [D, H], db1 [H], dW2 [H, 1], db2 [1]
//
// Example: with one sample x = [[2]], W1 = [[0.5]], b1 = [0], W2 = [[1]], b2 = [0], y = [[1]]:
//     a = [[0.7616]], p = [[0.6817]], dW2 = [[-0.2424]], db2 = [-0.3183], dW1 = [[-0.2674]], db1 = [-0.1337].
//
// Neither the hidden activation nor the loss is that of the page's 2-2-2 network: its lines need changing.
//
// `tanh`, `sigmoid` and `square` work on whole tensors; `Scalar(x.shape[0])` is N, as a number to divide by.

func gradients(
    x: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor, y: Tensor
) throws -> (dW1: Tensor, db1: Tensor, dW2: Tensor, db2: Tensor) {
    throw notAttempted()
}
