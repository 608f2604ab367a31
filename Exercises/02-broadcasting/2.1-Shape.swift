import Exercises
import Nabla

// 2.1  The rule
//
// Write the rule of the page. Compare the two shapes from the right; two lengths are compatible when they are equal or when
// one of them is 1; a missing axis counts as 1. Say what shape comes out, or nil if the shapes are not compatible.
//
//     a, b       two shapes; a scalar's shape is []
//     returns    the shape of the result, or nil
//
// Example: [5, 1, 3] and [2, 3] give [5, 2, 3]. [2, 3] and [2] give nil: on the right, 3 meets 2.
//
// `a.reversed()` walks from the right, and `a[a.count - 1 - i]` is the i-th length from there.
// By hand, please: without the engine's `broadcastShape`.

func broadcastShape(_ a: [Int], _ b: [Int]) throws -> [Int]? {
    throw notAttempted()
}
