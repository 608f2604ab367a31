import Nabla

func softmax(of x: Tensor) throws -> Tensor { softmax(x) }
