import Exercises
import Nabla

// 0.2  Change a copy
//
// Numbers that are too large are cut off: above limit they become limit, below −limit they become −limit. All others stay
// as they are.
//
//     list       numbers
//     limit      a positive number
//     returns    as many numbers, all from −limit to limit
//
// Example: [0.5, -7, 2, 3] with limit 2 gives [0.5, -2, 2, 2].
//
// An argument never changes. `var list = list` makes a copy that may.

func clipped(_ list: [Scalar], to limit: Scalar) throws -> [Scalar] {
    throw notAttempted()
}
