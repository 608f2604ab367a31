import Nabla

func step(x: Tensor, y: Tensor, w: Tensor, b: Scalar, rate: Scalar) throws -> (w: Tensor, b: Scalar) {
    let (weights, bias) = (Parameter("w", w.reshaped(to: [w.size, 1])), Parameter("b", Tensor([b])))
    let predicted = linear(.constant(x), weight: weights, bias: bias)
    meanSquaredError(predicted: predicted, expected: .constant(y.reshaped(to: [y.size, 1]))).backward()
    SGD([weights, bias], learningRate: rate).step()
    return (weights.value.reshaped(to: [w.size]), bias.value.sum())
}
