import Exercises
import Nabla

// 6.1  Softmax: scores to probabilities
//
// A network ends in one score per class. Softmax turns each row of scores into probabilities: positive, summing to 1, and
// in the same order as the scores. It has to do so for any finite scores, also for very large ones of either sign.
//
//     x [N, C]   scores, one sample a row
//     returns [N, C]; entry c of a row is exp(x_c) divided by the sum of exp over the row
//
// Example: a row [0, ln 3, 0] becomes [0.2, 0.6, 0.2], and so does [1000, 1000 + ln 3, 1000].
//
// `x.sum(alongAxes: 1, keepingAxes: true)` is [N, 1], one sum beside each row, and so is `max`. Nabla has a `softmax`
// of its own; this one is yours to build.

func softmax(of x: Tensor) throws -> Tensor {
    throw notAttempted()
}
