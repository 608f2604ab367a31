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

    maximum(w - amount, Tensor(0)) - maximum(-w - amount, Tensor(0))
}

// Why: the first term is what is left of a positive weight, the second what is left of a negative one; between −amount and
// amount both are 0. This is the proximal step of the L1 penalty (soft thresholding), and the reason why L1 selects: weights
// that do not earn more than the amount become exactly 0.
