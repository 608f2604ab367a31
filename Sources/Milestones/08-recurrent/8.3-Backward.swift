import Nabla

func backward(
    x: Tensor, h0: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, g: Tensor
) throws -> (dWx: Tensor, dWh: Tensor, db: Tensor, dh0: Tensor) {
    let layer = RNN(inputWeight: Wx, recurrentWeight: Wh, bias: b)
    let start = Variable(h0.reshaped(to: [1, -1]))
    let states = layer(
        .constant(x.reshaped(to: [1] + x.shape)), from: RecurrentState(hidden: start), mode: .training
    ).outputs
    (states * .constant(g.reshaped(to: [1] + g.shape))).sum().backward()
    return (
        layer.inputWeight.gradient!, layer.recurrentWeight.gradient!, layer.bias.gradient!,
        start.gradient!.reshaped(to: h0.shape)
    )
}
