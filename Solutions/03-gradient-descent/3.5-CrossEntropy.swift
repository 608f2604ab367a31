import Exercises
import Nabla

// 3.5  A loss that never overflows
//
// The cross-entropy of an answer with score z: −ln σ(z) if the truth is yes (y = 1), −ln(1 − σ(z)) if it is no (y =
// 0). Both are one formula, ln(1 + eᶻ) − z·y: put in 1 and 0 for y. Compute the mean loss of N answers, for scores of
// any size: 1000 for a no must cost 1000, and not be infinite, though e¹⁰⁰⁰ is. On paper ln(1 + eᶻ) = z + ln(1 + e⁻ᶻ)
// for every z; where z is large, a computer can only work out the right side.
//
//     scores [N]   one score for each sample
//     y [N]        1 for yes, 0 for no
//     returns the mean cross-entropy
//
// Example: scores [0, 2], y = [1, 0]. The losses are ln 2 = 0.6931 and ln(1 + e²) = 2.1269; the mean is
// 1.4100.
//
// `exp`, `log`, `abs` and a minus sign work on each element; `relu(z)` is the larger of z and 0; `log1p(t)` is
// ln(1 + t).
// By hand, please: without the engine's `sigmoidCrossEntropy`.

func crossEntropy(scores: Tensor, y: Tensor) throws -> Scalar {
    (relu(scores) - scores * y + log1p(exp(-abs(scores)))).mean()
}

// Why: ln(1 + eᶻ) is the larger of z and 0 plus ln(1 + e^−|z|). Nothing above an e is ever positive, so
// nothing overflows, and a sure mistake costs its score instead of infinity. A small number inside the
// logarithm would not do: it caps the loss, and beyond the cap the slope is 0.
