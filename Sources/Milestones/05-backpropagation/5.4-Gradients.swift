import Nabla

func gradients(
    x: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor, y: Tensor
) throws -> (dW1: Tensor, db1: Tensor, dW2: Tensor, db2: Tensor) {
    let parameters = [W1, b1, W2, b2].map { Variable($0) }
    let hidden = tanh(linear(.constant(x), weight: parameters[0], bias: parameters[1]))
    let scores = linear(hidden, weight: parameters[2], bias: parameters[3])
    sigmoidCrossEntropy(scores: scores, expected: .constant(y)).backward()
    let found = parameters.map { $0.gradient! }
    return (found[0], found[1], found[2], found[3])
}
