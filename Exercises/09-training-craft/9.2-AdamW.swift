import Exercises
import Nabla

// 9.2  AdamW ★
//
// Adam divides each gradient by its own size. A penalty that was added to the gradient is divided along with it: where
// gradients are large, little of it is left, and in the first step as a rule nothing. AdamW takes it out of the division:
//
//     m ← β₁·m + (1 − β₁)·g          m̂ = m / (1 − β₁ᵗ)          w ← w − rate·(m̂ / (√v̂ + ε) + decay·w)
//     v ← β₂·v + (1 − β₂)·g²         v̂ = v / (1 − β₂ᵗ)
//
// with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁷, m and v 0 at first, t = 1 in the first step. Both w on the right are the weight as
// it was before the step. Only entries marked in `decayed` decay: weights do, biases and scales of norm layers do not.
//
//     gradients [T, D]   row t is the gradient of step t
//     start [D]          the weights before the first step
//     rate, decay        as above
//     decayed            for each of the D entries whether it decays
//     returns [T, D], the weights after each step
//
// Example: one weight 2 that decays, one gradient 0.5, rate 0.1, decay 0.1: after the step it is 1.88.
//
// `gradients[t]` is row t; arithmetic with tensors of shape [D] works entry by entry. `Tensor(stacking:)` makes [T, D] of
// T rows.

func adamW(
    gradients: Tensor, start: Tensor, rate: Scalar, decay: Scalar, decayed: [Bool]
) throws -> Tensor {
    throw notAttempted()
}
