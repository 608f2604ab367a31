import Nabla

func crossEntropy(logits: Tensor, labels: [Int]) throws -> Scalar {
    softmaxCrossEntropy(scores: .constant(logits), labels: labels).item
}
