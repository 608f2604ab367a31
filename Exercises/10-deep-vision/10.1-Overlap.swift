import Exercises
import Nabla

// 10.1  Overlap
//
// How much do two boxes agree? The overlap, or intersection over union (IoU), is the area that they share divided by the
// area that they cover together. It is 1 for a box and itself, and 0 for boxes that do not touch.
//
//     a, b      four numbers each: left, top, right, bottom; x to the right, y down; coordinates are edges, not pixels
//     returns   |a ∩ b| / |a ∪ b|
//
// Example: (0, 0, 4, 2) and (2, 1, 6, 3) share 2·1 = 2 and cover 8 + 8 − 2 = 14: the overlap is 1/7. A box (5, 0, 7, 2) shares
// nothing with the first one: 0.
//
// `a.scalars` is a list of four `Scalar`; `max` and `min` take two of them.

func overlap(a: Tensor, b: Tensor) throws -> Scalar {
    throw notAttempted()
}
