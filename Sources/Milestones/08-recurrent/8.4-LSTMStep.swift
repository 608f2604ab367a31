import Nabla

func lstmStep(x: Tensor, h: Tensor, c: Tensor, W: Tensor, b: Tensor) throws -> (h: Tensor, c: Tensor) {
    let features = x.shape[0]
    let layer = LSTM(inputWeight: W[0..<features], recurrentWeight: W[features...], bias: b)
    let state = RecurrentState(
        hidden: .constant(h.reshaped(to: [1, -1])), cell: .constant(c.reshaped(to: [1, -1])))
    let next = layer.step(.constant(x.reshaped(to: [1, -1])), state, mode: .inference)
    return (next.hidden.value[0], next.cell.value[0])
}
