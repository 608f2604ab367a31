import Nabla

func forward(x: Tensor, h0: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) throws -> Tensor {
    let layer = RNN(inputWeight: Wx, recurrentWeight: Wh, bias: b)
    let start = RecurrentState(hidden: .constant(h0.reshaped(to: [1, -1])))
    return layer(.constant(x.reshaped(to: [1] + x.shape)), from: start, mode: .inference).outputs.value[0]
}
