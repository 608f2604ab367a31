import Exercises
import Nabla

// 13.7  Balance
//
// The balance term of a mixture of experts: K·Σ f·P over the K experts. f is the fraction of samples for which this expert has
// the largest probability, P is the mean of its probability over all samples.
//
//     probabilities [n, k]    a row for each sample; rows sum to 1
//     returns the balance term, one number
//
// Example: [[0.9, 0.1], [0.8, 0.2], [0.6, 0.4], [0.3, 0.7]] has f = (¾, ¼) and P = (0.65, 0.35): 2·(¾·0.65 + ¼·0.35) = 1.15.
//
// No row has two largest probabilities. Evenly shared work gives 1.

func balance(probabilities: Tensor) throws -> Scalar {
    throw notAttempted()
}
