// By hand: the engine draws for itself. A kit for students has the stub here.

import Nabla

func sample(scores: Tensor, temperature: Scalar, u: Scalar) throws -> (shares: Tensor, index: Int) {
    let shares = softmax(scores / temperature)
    var passed: Scalar = 0
    let index = shares.scalars.firstIndex { share in
        passed += share
        return passed > u
    }
    return (shares, index ?? shares.size - 1)
}
