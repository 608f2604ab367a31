import Exercises
import Nabla

// 4.5  XOR cannot be separated: give a witness
//
// Somebody claims to have a line that separates XOR. Whatever the line is, you can point at a corner that it gets
// wrong. A score of 0 or more predicts +1, a score below 0 predicts -1.
//
//     corner   0: (0, 0)   1: (0, 1)   2: (1, 0)   3: (1, 1)
//     label       -1          +1          +1          -1
//
//     w [2], b   any line, also one with w = [0, 0]
//     returns the number of a corner that is predicted wrongly; if there are several, any of them
//
// Example: w = [1, 1], b = -0.5 is the OR gate. It predicts -1, +1, +1, +1, so corner 3 is the witness.

func counterexample(w: Tensor, b: Scalar) throws -> Int {
    throw notAttempted()
}
