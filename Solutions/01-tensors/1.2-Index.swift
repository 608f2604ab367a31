import Exercises
import Nabla

// 1.2  Where is flat index 17?
//
// The inverse: given a flat index (the place in row-major order), which indices lead to it? The last index runs
// fastest.
//
//     flatIndex  where the number lies in row-major order, counted from 0
//     shape      the lengths of the axes
//     returns    one index for each axis, from the first axis to the last
//
// Example: in a tensor of shape [4, 5, 6], flat index 17 has the indices [0, 2, 5]: no block of 30 is passed, then two
// rows of 6, and then five places. Flat index 64 has [2, 0, 4].
//
// `a / b` and `a % b` are the whole quotient and the rest: 17 / 6 is 2, and 17 % 6 is 5.

func index(ofFlat flatIndex: Int, shape: [Int]) throws -> [Int] {
    var indices: [Int] = []
    var rest = flatIndex
    for length in shape.reversed() {
        indices.append(rest % length)
        rest /= length
    }
    return indices.reversed()
}

// Why: the rest after dividing by the last length is the index within a row, and the quotient counts whole rows. It is
// the flat index of a row in a tensor with one axis less, so the same step is repeated. The last index leaves the loop
// first, which is why the list is reversed at the end.
