import Exercises
import Nabla

// 5.3  Back through ReLU
//
// In the forward pass relu(x) was computed, entry by entry. In the backward pass g arrives: the gradient of the loss with
// respect to relu(x). How much of each entry passes on to x? At the corner, x = 0, the derivative counts
// as 0.
//
//     x [N]   what went into ReLU
//     g [N]   what arrives
//     returns [N], the gradient with respect to x
//
// Example: x = [4, -4], g = [7, 7] gives [7, 0].
//
// `x .> 0` is 1 where x is above 0, and 0 elsewhere.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func reluBackward(x: Tensor, g: Tensor) throws -> Tensor {
    throw notAttempted()
}
