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
    let corners: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    let labels: [Scalar] = [-1, 1, 1, -1]
    let predictions = try predict(x: corners, w: w, b: b).scalars
    return (0..<4).first { predictions[$0] != labels[$0] }!
}

// Why: the scores of corners 0 and 3 add up to the same as those of corners 1 and 2, namely w₁ + w₂ + 2b. The first
// two would have to be negative and the other two not, so one sum below 0 and the other not: impossible. Hence the
// search always finds a corner, and the exclamation mark is a theorem.
