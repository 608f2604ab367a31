import Nabla

func crossEntropy(scores: Tensor, y: Tensor) throws -> Scalar {
    sigmoidCrossEntropy(scores: .constant(scores), expected: .constant(y)).item
}
