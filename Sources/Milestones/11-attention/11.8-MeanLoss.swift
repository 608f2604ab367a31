// By hand: the engine's losses take the mask themselves. A kit for students has the stub here.

import Nabla

func meanLoss(losses: Tensor, mask: Tensor) throws -> Scalar {
    dot(losses.reshaped(to: [losses.size]), mask.reshaped(to: [mask.size])) / mask.sum()
}
