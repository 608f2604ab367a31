import Exercises
import Nabla

// 13.8  What moves when you freeze?
//
// Predict first. A network: h = norm(x·w1), answer h·w2. The first block, w1, is frozen; the head w2 is to learn. The batch
// normalization in between runs in training mode. One step of training: which of the six things below change?
//
//     w1 [d, h], velocity1 [d, h]                the frozen weights and their momentum
//     runningMean [h], runningVariance [h]       the running statistics of batch normalization
//     w2 [h], velocity2 [h]                      the head and its momentum
//     x [n, d], y [n]                            a batch
//     returns all six, after the step, in this order
//
// norm subtracts the batch's mean and divides by the root of its variance (divided by n, plus 0.00001), for each column. It has no
// weights of its own. Running statistics: new = 0.9·old + 0.1·batch's, here with the variance divided by n and without the
// 0.00001 (PyTorch divides by n − 1 there). The loss is the mean squared error of the answers. For a
// weight that learns: velocity ← 0.9·velocity + gradient + 0.05·w, then w ← w − 0.1·velocity. A frozen weight takes no part.
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
