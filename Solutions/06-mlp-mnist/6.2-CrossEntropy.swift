import Grading
import Nabla

func crossEntropy(logits: Tensor, labels: [Int]) throws -> Scalar {
    let shifted = logits - logits.max(alongAxes: 1, keepingAxes: true)
    let logShares = shifted - log(exp(shifted).sum(alongAxes: 1, keepingAxes: true))
    let chosen = Tensor(oneHot: labels, classes: logits.shape[1])
    return -(logShares * chosen).sum() / Scalar(labels.count)
}

// Why: the logarithm of a share that has become 0 is lost for good. Taken on paper, log softmax is the score minus the
// logarithm of a sum, and that sum lies between 1 and C once the maximum is subtracted, so nothing can overflow.
