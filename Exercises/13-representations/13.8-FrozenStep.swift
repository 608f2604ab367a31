import Exercises
import Nabla

// 13.8  What moves when you freeze?
//
// Predict first. A network: z = x·w1, then h = norm(z), then the answers h·w2. The block w1 is frozen, the head w2 learns, and
// norm is batch normalization in training mode. Which of these six does one step of training change, and how?
//
//     w1 [d, k], velocity1 [d, k]                the frozen weights and their momentum
//     runningMean [k], runningVariance [k]       the running statistics of norm
//     w2 [k], velocity2 [k]                      the head and its momentum
//     x [n, d], y [n]                            a batch and its targets
//     returns all six, after the step, in this order
//
// For each of the k columns of z, norm takes the mean and the variance over the batch (the sum of squares divided by n). It
// subtracts the mean and divides by √(variance + 0.00001). It has no weights of its own. Both running statistics are updated as
// new = 0.9·old + 0.1·(the batch's). (PyTorch's running variance divides by n − 1.)
//
// The loss is the mean squared error of the answers. For weights that learn: velocity ← 0.9·velocity + gradient + 0.05·w, then
// w ← w − 0.1·velocity. Frozen weights take no part in that.
//
// Example: w1 = [[1]], velocity1 = [[5]], runningMean = [0], runningVariance = [1], w2 = [1], velocity2 = [0], x = [[0], [2]],
// y = [0, 0]. Then h is (−1, 1), the gradient of w2 is 2, velocity2 becomes 2.05 and w2 becomes 1 − 0.1·2.05 = 0.795. The running
// mean becomes 0.1, the running variance stays 1.
//
// By hand, please: without the engine's `Variable`.

func frozenStep(
    w1: Tensor, velocity1: Tensor, runningMean: Tensor, runningVariance: Tensor, w2: Tensor, velocity2: Tensor,
    x: Tensor, y: Tensor
) throws -> (
    w1: Tensor, velocity1: Tensor, runningMean: Tensor, runningVariance: Tensor, w2: Tensor, velocity2: Tensor
) {
    throw notAttempted()
}
