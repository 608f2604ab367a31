import Exercises
import Nabla

// 3.2  The slopes of a fit
//
// The bean had one feature, the day. Now each sample has D features, and each feature a weight. The model
// says x·w + b for each sample; the loss is the mean of the squared residuals, prediction minus truth. By how much
// does the loss grow when one of the weights grows, or b?
//
//     x [N, D]   features, one sample a row
//     y [N]      the truth for each sample
//     w [D], b   weights and bias
//     returns dw [D], the partial derivative for each weight, and db, the one for b
//
// Example: x = [[1, 2], [3, 0]], y = [1, 2], w = [1, 1], b = 0. The predictions are 3 and 3, the residuals 2 and 1.
//     dw[0] = (2 · 2 · 1 + 2 · 1 · 3) / 2 = 5
//     dw[1] = (2 · 2 · 2 + 2 · 1 · 0) / 2 = 4
//     db    = (2 · 2 + 2 · 1) / 2 = 3
//
// `matmul(x, w)` is [N, D] · [D] → [N]; `matmul(v, x)` is [N] · [N, D] → [D]. `y.size` is N, `Scalar(y.size)`
// the same as a number to divide by. `v.mean()` averages.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func mseGradient(x: Tensor, y: Tensor, w: Tensor, b: Scalar) throws -> (dw: Tensor, db: Scalar) {
    let residuals = matmul(x, w) + b - y
    return (2 * matmul(residuals, x) / Scalar(y.size), 2 * residuals.mean())
}

// Why: a change of a weight moves each residual by the feature beside it, and its square by twice the residual times
// that: the chain rule. The product of residuals and features adds this up over the samples; the loss is a mean, so
// divide by N.
