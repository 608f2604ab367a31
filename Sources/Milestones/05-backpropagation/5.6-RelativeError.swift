// By hand: the engine's check keeps its numbers to itself. A kit for students has the stub here.

import Nabla

func relativeError(analytic: Tensor, numeric: Tensor) throws -> Scalar {
    let sizes = abs(analytic) + abs(numeric)
    return (abs(analytic - numeric) / (sizes + (sizes .== 0))).max()
}
