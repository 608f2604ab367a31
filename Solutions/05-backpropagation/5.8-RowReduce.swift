import Exercises
import Nabla

// 5.8  Back through sum, mean and max
//
// Each row of x was made one number, in three ways: by its sum, its mean, its maximum. In the backward pass g
// arrives, one derivative for each row. How much of it goes to each entry of x?
//
//     x [N, C]   what was reduced along its rows
//     g [N]      what arrives, one number a row
//     returns dSum, dMean, dMax, each [N, C]: the gradients with respect to x in the three cases
//
// Where two entries of a row are both the largest, the first of them is the winner.
//
// Example: x = [[4, 9]], g = [6] gives dSum = [[6, 6]], dMean = [[3, 3]], dMax = [[0, 6]].
//
// `g.reshaped(to: [N, 1])` is a column that is stretched over the rows; `x.argmax(alongAxis: 1)` lists the
// place of the first largest entry of each row, and `Tensor(oneHot: places, classes: C)` is 1 at these places
// and 0 elsewhere.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func rowReduceBackward(x: Tensor, g: Tensor) throws -> (dSum: Tensor, dMean: Tensor, dMax: Tensor) {
    let (n, c) = (x.shape[0], x.shape[1])
    let spread = g.reshaped(to: [n, 1]) * Tensor(ones: [n, c])
    return (spread, spread / Scalar(c), spread * Tensor(oneHot: x.argmax(alongAxis: 1), classes: c))
}

// Why: what was added up forwards is copied backwards, the mean's 1/C with it. Of the maximum only the winner's
// nudge is felt. At a tie any choice is fair as long as the shares add up to 1; one winner is the simplest.
