import Exercises
import Nabla

// 9.5  Shrink
//
// An L2 penalty pulls a weight towards 0 with a force proportional to the weight, so it never arrives. An L1 penalty pulls
// with the same force however small the weight is. Its step moves every weight towards 0 by the same amount, and a weight
// that would cross 0 stops there.
//
//     w [D]    weights
//     by       the amount, positive
//     returns [D]
//
// Example: (0.5, −0.1, −2) by 0.2 gives (0.3, 0, −1.8).
//
// `maximum(a, Tensor(0))` and `abs(a)` work entry by entry; a comparison such as `a .> 0` gives 1 or 0.

func shrunk(_ w: Tensor, by amount: Scalar) throws -> Tensor {
    throw notAttempted()
}
