import Nabla

func logisticGradient(x: Tensor, y: Tensor, w: Tensor, b: Scalar) throws -> (dw: Tensor, db: Scalar) {
    let (weights, bias) = (Variable(w.reshaped(to: [w.size, 1])), Variable(Tensor([b])))
    let scores = linear(.constant(x), weight: weights, bias: bias)
    sigmoidCrossEntropy(scores: scores, expected: .constant(y.reshaped(to: [y.size, 1]))).backward()
    return (weights.gradient!.reshaped(to: [w.size]), bias.gradient!.sum())
}
