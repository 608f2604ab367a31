import Exercises
import Nabla

// 5.3  Back through ReLU
//
// Forwards relu(x) was computed, entry by entry. Backwards g arrives: the slope of the goal with respect to
// each entry of relu(x). Which slopes pass on to x, and how much of them? At the corner, x = 0, the rate counts
// as 0.
//
//     x [N]   what went into ReLU
//     g [N]   what arrives
//     returns [N], the slopes with respect to x
//
// Example: x = [4, -4], g = [7, 7] gives [7, 0].
//
// `x .> 0` is 1 where x is above 0, and 0 elsewhere.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func reluBackward(x: Tensor, g: Tensor) throws -> Tensor {
    throw notAttempted()
}
