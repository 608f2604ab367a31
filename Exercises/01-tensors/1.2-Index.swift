import Exercises
import Nabla

// 1.2  Where is place 17?
//
// The way back: given a place on the strip, which indices lead to it? The last index runs fastest.
//
//     place      where the number lies on the strip, counted from 0
//     shape      the lengths of the axes
//     returns    one index for each axis, from the first axis to the last
//
// Example: in a tensor of shape [4, 5, 6], place 17 has the indices [0, 2, 5]: no block of 30 is passed, then two
// rows of 6, and then five places. Place 64 has [2, 0, 4].
//
// `a / b` and `a % b` are the whole quotient and the rest: 17 / 6 is 2, and 17 % 6 is 5.

func index(ofPlace place: Int, shape: [Int]) throws -> [Int] {
    throw notAttempted()
}
