// By hand: the engine's layer draws for itself. A kit for students has the stub here.

import Nabla

func dropout(x: Tensor, u: Tensor, p: Scalar, training: Bool) throws -> Tensor {
    training ? x * ((u .>= p) * (1 / (1 - p))) : x
}

func dropoutBackward(g: Tensor, u: Tensor, p: Scalar) throws -> Tensor {
    try dropout(x: g, u: u, p: p, training: true)
}
