import Exercises
import Nabla

// 6.3  The gradient of cross-entropy
//
// The gradient of the loss of 6.2 with respect to the logits: by how much does the loss grow when one score grows?
// It is the reason why softmax and cross-entropy are taken together.
//
//     logits [N, C], labels   as in 6.2; the loss is the mean over the samples
//     returns [N, C], the derivative with respect to each score
//
// Example: logits [[0, 0]], label 1. The gradient is [[0.5, -0.5]]: lower the first score, raise the second.
// Whatever the scores are, each row of the answer sums to 0. They may be as large as in 6.1.
//
// You may call your own `softmax(of:)`, with `try` before it. `Scalar(n)` turns a whole number into one to divide by.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func crossEntropyGradient(logits: Tensor, labels: [Int]) throws -> Tensor {
    let expected = Tensor(oneHot: labels, classes: logits.shape[1])
    return (try softmax(of: logits) - expected) / Scalar(labels.count)
}

// Why: the loss of a row is log Σ exp(x) - x_label. The first term has the probabilities as its derivative, the second the
// one-hot label, and the mean contributes 1/N. What the network believes minus what is true: no further factor.
