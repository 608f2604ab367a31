import Nabla

func maxPool(x: Tensor, size: Int, stride: Int, padding: Int) throws -> Tensor {
    maxPooling(x.reshaped(to: [1, 1] + x.shape), size: size, stride: stride, padding: padding).values[0, 0]
}

func maxPoolBackward(x: Tensor, g: Tensor, size: Int, stride: Int) throws -> Tensor {
    let input = Variable(x.reshaped(to: [1, 1] + x.shape))
    let pooled = maxPooling(input, size: size, stride: stride)
    (pooled * .constant(g.reshaped(to: pooled.shape))).sum().backward()
    return input.gradient![0, 0]
}
