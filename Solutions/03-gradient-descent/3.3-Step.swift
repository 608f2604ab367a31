import Exercises
import Nabla

// 3.3  One step of gradient descent
//
// All parameters step against their slopes at the same time, from the place where the slopes were taken.
//
//     x [N, D], y [N], w [D], b   as in 3.2, with the same loss
//     rate                        the learning rate
//     returns w and b after one step
//
// Example: for the data of 3.2, dw = [5, 4] and db = 3. With rate 0.1, w = [1, 1] becomes [0.5, 0.6], b = 0
// becomes -0.3.
//
// You may call your own `mseGradient`, with `try` before it.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func step(x: Tensor, y: Tensor, w: Tensor, b: Scalar, rate: Scalar) throws -> (w: Tensor, b: Scalar) {
    let slopes = try mseGradient(x: x, y: y, w: w, b: b)
    return (w - rate * slopes.dw, b - rate * slopes.db)
}

// Why: the gradient holds the partial derivatives at one place. If that for b were taken after w has moved, it would
// belong to another place, and the step would no longer be the steepest way down. The whole gradient first, then all
// steps.
