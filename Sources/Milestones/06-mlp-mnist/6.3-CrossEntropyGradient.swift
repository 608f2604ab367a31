import Nabla

func crossEntropyGradient(logits: Tensor, labels: [Int]) throws -> Tensor {
    let scores = Variable(logits)
    softmaxCrossEntropy(scores: scores, labels: labels).backward()
    return scores.gradient!
}
