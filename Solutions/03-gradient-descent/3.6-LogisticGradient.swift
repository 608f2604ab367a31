import Exercises
import Nabla

// 3.6  The slopes of logistic regression
//
// Each sample has D features and an answer, yes or no. The score is z = x·w + b, the probability p = σ(z),
// the loss the mean cross-entropy of 3.5. The derivative of one loss by its score is p − y. Now those for w
// and b.
//
//     x [N, D]   features, one sample a row
//     y [N]      1 for yes, 0 for no
//     w [D], b   weights and bias
//     returns dw [D] and db, the gradient of the loss
//
// Example: x = [[2, 0], [4, 6]], y = [1, 0], w = [0, 0], b = 0. Both p are 0.5, so p − y is −0.5 and 0.5.
//     dw = [(−0.5 · 2 + 0.5 · 4) / 2, (−0.5 · 0 + 0.5 · 6) / 2] = [0.5, 1.5]
//     db = 0
//
// `sigmoid(z)` works on each element; `matmul` as in 3.2.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func logisticGradient(x: Tensor, y: Tensor, w: Tensor, b: Scalar) throws -> (dw: Tensor, db: Scalar) {
    let over = sigmoid(matmul(x, w) + b) - y
    return (matmul(over, x) / Scalar(y.size), over.mean())
}

// Why: the slope of the sigmoid, p(1 − p), cancels against the slope of the logarithm, and p − y is left.
// From there it is the fit of 3.2: a weight moves the score by its feature. The more wrong an answer, the larger its
// part of the gradient.
