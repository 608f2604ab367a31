import Exercises
import Nabla

// 15.3  Many opinions, one answer
//
// Members of an ensemble give scores. Make one answer of them: the mean of their probabilities.
//
//     scores [M, C]   a member a row, before softmax
//     returns [C]     probabilities that sum to 1
//
// Example: scores (4.5951, 0) and (−0.4055, 0) mean 0.99 and 0.4 for the first class. The answer is 0.695, 0.305.

func combined(scores: Tensor) throws -> Tensor {
    throw notAttempted()
}
