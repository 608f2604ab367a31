import Exercises
import Nabla

// 15.2  Two kinds of uncertainty ★
//
// Several networks, the members of an ensemble, answer one question with probabilities. How open is the answer, and
// why? Entropy, −Σ p·ln p, measures how open probabilities are.
//
//     total         the entropy of the members' mean answer
//     noise         the mean of the members' entropies: what each finds open by itself
//     disagreement  total − noise
//
// A class with probability 0 adds nothing: 0·ln 0 counts as 0. Logarithms are natural (nats).
//
//     probabilities [M, C]   a member a row; rows sum to 1
//     returns total, noise, disagreement
//
// Example: two members say 0.9, 0.1 and 0.1, 0.9. Total 0.6931, noise 0.3251, disagreement 0.3681.

func doubts(probabilities: Tensor) throws -> (total: Scalar, noise: Scalar, disagreement: Scalar) {
    throw notAttempted()
}
