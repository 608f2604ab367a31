import Exercises
import Nabla

// 8.6  Gradient clipping by the global norm
//
// A gradient through many steps can be very long, and one such step throws the weights away. Shorten it, but keep its
// direction: see all gradients together as one long vector. Its norm, the root of the sum of the squares of all entries,
// is the global norm. If that exceeds the limit, multiply every gradient by the same number, so that the global norm
// becomes the limit. If not, leave them as they are.
//
//     gradients   any number of tensors of any shapes
//     limit       the largest norm that is allowed
//     returns the gradients, in the same order and shapes
//
// Example: gradients [3, 0] and [[4]] have the norms 3 and 4 and the global norm 5. With limit 2.5 they become
// [1.5, 0] and [[2]]. With limit 6 nothing changes.
// By hand, please: without the engine's `clipGradients`.

func clip(gradients: [Tensor], limit: Scalar) throws -> [Tensor] {
    throw notAttempted()
}
