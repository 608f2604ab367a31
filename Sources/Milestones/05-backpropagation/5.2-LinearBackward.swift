import Nabla

func linearBackward(x: Tensor, w: Tensor, g: Tensor) throws -> (dx: Tensor, dw: Tensor, db: Tensor) {
    let (input, weight, bias) = (Variable(x), Variable(w), Variable(Tensor(zeros: [w.shape[1]])))
    (linear(input, weight: weight, bias: bias) * .constant(g)).sum().backward()
    return (input.gradient!, weight.gradient!, bias.gradient!)
}
