// By hand: the engine has no such function. A kit for students has the stub here.

import Nabla

func largestRate(x: Tensor, y: Tensor) throws -> Scalar {
    // A parabola is known by its slope at two places; the limit is 2 over their difference.
    func slope(_ w: Scalar) -> Scalar { 2 * ((w * x - y) * x).mean() }
    return 2 / (slope(1) - slope(0))
}
