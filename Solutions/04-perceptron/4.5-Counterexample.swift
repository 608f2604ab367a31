import Grading
import Nabla

func counterexample(w: Tensor, b: Scalar) throws -> Int {
    let corners: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    let labels: [Scalar] = [-1, 1, 1, -1]
    let predictions = try predict(x: corners, w: w, b: b).scalars
    return (0..<4).first { predictions[$0] != labels[$0] }!
}

// Why: the scores of corners 0 and 3 add up to the same as those of corners 1 and 2, namely w₁ + w₂ + 2b. The first
// two would have to be negative and the other two not, so one sum below 0 and the other not: impossible. Hence the
// search always finds a corner, and the exclamation mark is a theorem.
