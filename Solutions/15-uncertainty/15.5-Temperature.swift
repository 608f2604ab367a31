import Exercises
import Nabla

// 15.5  The temperature
//
// A network that is too sure can be cooled: divide all its scores by one number T before the softmax. Which T? The one
// whose mean cross-entropy, −ln of the right class's probability, is smallest on data that was not trained on.
//
//     scores [N, C]   of held-out samples
//     labels          N classes
//     candidates      temperatures to try, in no order, at least one
//     returns best    the candidate with the smallest loss
//             losses  the mean cross-entropy at each candidate, in their order
//
// Example: scores (2, 0) and (2, 0), labels 0 and 1. At T = 1 the loss is 1.1269, at T = 2 it is 0.8133, so 2 is
// better.
//
// `logSoftmax(x)` gives ln of softmax, row by row; `x.scalars` lists numbers, `x[n, c].item` is one of them.

func temperature(scores: Tensor, labels: [Int], candidates: [Scalar]) throws -> (best: Scalar, losses: [Scalar]) {
    let isRight = Tensor(oneHot: labels, classes: scores.shape[1])
    let losses = candidates.map { t in
        -(logSoftmax(scores / t) * isRight).sum() / Scalar(labels.count)
    }
    let best = losses.indices.min { losses[$0] < losses[$1] }!
    return (candidates[best], losses)
}

// Why: dividing all scores by one number never changes which is largest, so accuracy cannot choose T and cannot suffer
// from it. The likelihood can: it charges for being sure and wrong, and moves smoothly with T, as the calibration
// error, which jumps with the bins, does not.
