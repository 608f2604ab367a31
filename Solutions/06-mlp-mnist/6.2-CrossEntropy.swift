import Exercises
import Nabla

// 6.2  Cross-entropy from scores
//
// The loss of one sample is -ln p, where p is the probability that softmax gives to its label. A confident right answer
// costs almost nothing, a confident wrong one a lot, without an upper bound.
//
//     logits [N, C]   scores (not probabilities), one sample a row
//     labels          N class numbers, 0 ..< C
//     returns the mean over the samples
//
// Example: logits [[0, 0], [0, ln 3]], labels [0, 1].
//     The probabilities of the labels are 1/2 and 3/4, so the loss is (0.6931 + 0.2877) / 2 = 0.4904.
// With logits [[1000, 0]] and label 1 the loss is 1000, not infinity.
//
// `Tensor(oneHot: labels, classes: C)` is [N, C] with a 1 at each label: times a tensor, it leaves the labels' entries.
// By hand, please: without the engine's `softmaxCrossEntropy`.

func crossEntropy(logits: Tensor, labels: [Int]) throws -> Scalar {
    let shifted = logits - logits.max(alongAxes: 1, keepingAxes: true)
    let logProbabilities = shifted - log(exp(shifted).sum(alongAxes: 1, keepingAxes: true))
    let chosen = Tensor(oneHot: labels, classes: logits.shape[1])
    return -(logProbabilities * chosen).sum() / Scalar(labels.count)
}

// Why: the logarithm of a probability that has become 0 is lost for good. Taken on paper, log softmax is the score minus the
// logarithm of a sum, and that sum lies between 1 and C once the maximum is subtracted, so nothing can overflow.
