import Nabla

func masked(scores: Tensor, real: Int) throws -> Tensor {
    let places = scores.shape[0]
    return softmax(scores, mask: causalMask(places) * (Tensor(arange: 0..<places) .< Tensor(Scalar(real))))
}
