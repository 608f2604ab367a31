import Nabla

func conv2d(x: Tensor, w: Tensor, b: Tensor) throws -> Tensor { convolution(x, w, bias: b) }
