import Nabla

func convolve(x: Tensor, kernel: Tensor, stride: Int) throws -> Tensor {
    let images = x.reshaped(to: [1, 1] + x.shape)
    return convolution(images, kernel.reshaped(to: [1, 1] + kernel.shape), stride: stride)[0, 0]
}
