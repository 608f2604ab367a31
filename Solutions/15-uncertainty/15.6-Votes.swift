import Exercises
import Nabla

// 15.6  Thirty votes
//
// Dropout may be left on when a network is asked. Each vote drops other units, so the votes differ, and how much they
// differ is an uncertainty. A vote with a mask answers
//
//     softmax((h ∘ mask / (1 − p)) · w)
//
//     h [D]         the hidden layer before dropout
//     w [D, C]      the last layer, without bias
//     masks [V, D]  for each vote 1 where a unit is kept, 0 where it is dropped
//     p             the probability of being dropped
//     returns mean      [C], of the V votes' probabilities
//             deviation [C], their standard deviation, the sum of squares divided by V
//
// Example: h = (1, 1), w = the identity, p = ½, masks (1, 0) and (0, 1). The votes say (0.8808, 0.1192) and (0.1192,
// 0.8808): mean (0.5, 0.5), deviation (0.3808, 0.3808).
//
// `h * masks` stretches h over the rows.

func votes(h: Tensor, w: Tensor, masks: Tensor, p: Scalar) throws -> (mean: Tensor, deviation: Tensor) {
    let answers = softmax(matmul(h * masks / (1 - p), w))
    let mean = answers.mean(alongAxes: 0)
    return (mean, sqrt(square(answers - mean).mean(alongAxes: 0)))
}

// Why: the mask of each vote goes in before the product, so every row is another network's answer. Dividing by 1 − p
// keeps a unit's mean contribution what it was in training; without it all votes come out too soft.
