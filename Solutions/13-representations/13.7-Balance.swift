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
    let experts = probabilities.shape[1]
    let fractions = Tensor(oneHot: probabilities.argmax(alongAxis: 1), classes: experts).mean(alongAxes: 0)
    let means = probabilities.mean(alongAxes: 0)
    return Scalar(experts) * dot(fractions, means)
}

// Why: f says who is asked, but it is a count and has no gradient; P has one, and f is its weight: the busier an expert, the
// harder its probability is pressed down. The factor K makes an even split 1, for any number of experts.
