import Nabla

func im2col(x: Tensor, height: Int, width: Int, stride: Int) throws -> Tensor {
    x.reshaped(to: [1] + x.shape).windows(height: height, width: width, stride: stride)
}
