import Exercises
import Nabla

// 2.3  Standardise
//
// Columns with different units cannot be compared. Move each column so that its mean is 0, then scale it so that its
// standard deviation σ is 1: the root of the variance, the mean squared distance from the mean (divided by N).
//
// Both are measured on the training set, and used for the test set: the future may be transformed, never
// measured. A column of equal numbers (σ = 0) is only moved: its σ counts as 1.
//
//     train [N, D], test [M, D]
//     returns [M, D]: the test set, standardised
//
// Example: train = [[1, 5], [3, 5]], test = [[4, 6]]. The means are 2 and 5, the σ 1 and 0: the result is
//     [[2, 1]].
//
// `x.mean(alongAxes: 0)`, `square(x)` and `sqrt(x)` help. `(s .== 0)` is 1 where s is 0, and 0 elsewhere.

func standardise(train: Tensor, test: Tensor) throws -> Tensor {
    let mean = train.mean(alongAxes: 0)
    let deviation = sqrt(square(train - mean).mean(alongAxes: 0))
    return (test - mean) / (deviation + (deviation .== 0))
}

// Why: mean and deviation are lists of D numbers, and a list is read as a row, so each column meets its own. Adding the
// comparison turns a deviation of 0 into 1 and leaves all others alone, without a loop.
