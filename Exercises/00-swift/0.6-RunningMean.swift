import Exercises
import Nabla

// 0.6  A struct that counts
//
// A RunningMean is shown numbers one after the other, and can say at any time what their mean is. It does not keep them.
//
// Write `add`, which counts one more number. It is `mutating`, since it changes the struct's parts.
//
// Example: after 3, 5 and 1 count is 3, sum is 9 and mean is 3.

struct RunningMean {
    var count = 0
    var sum: Scalar = 0
    var mean: Scalar { count == 0 ? 0 : sum / Scalar(count) }

    mutating func add(_ number: Scalar) throws {
        throw notAttempted()
    }
}

// Then write `meansSoFar`: show a RunningMean one number after the other, and list what its mean is after each.
//
//     list       numbers
//     returns    as many means: the first of one number, the last of all
//
// Example: [3, 5, 1] gives [3, 4, 3].

func meansSoFar(_ list: [Scalar]) throws -> [Scalar] {
    throw notAttempted()
}
