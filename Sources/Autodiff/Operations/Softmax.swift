import Tensors

/// Softmax along the last axis, pᵢ = e^sᵢ / Σⱼ e^sⱼ: turns scores into probabilities. A score of −∞ has probability 0, and
/// a row of nothing else gives zeros.
///
/// Gradient: p · (dy − Σ p·dy), the sum taken over each row. Where p is 0, so is the gradient.
///
/// Shapes: [N, K] → [N, K].
public func softmax(_ scores: Variable) -> Variable { softmax(scores, givenBy: softmax(scores.value)) }

/// Masked softmax along the last axis, pᵢ = mᵢ·e^sᵢ / Σⱼ mⱼ·e^sⱼ: probabilities of those scores whose mask is 1. Where it is
/// 0, probability and gradient are 0; so they are in a row without a 1.
///
/// Shapes: scores [N, …, K], a mask of ones and zeros that can be broadcast to them → [N, …, K].
public func softmax(_ scores: Variable, mask: Tensor) -> Variable {
    softmax(scores, givenBy: softmax(scores.value, mask: mask))
}

/// The rule is one for both: it needs the probabilities only.
private func softmax(_ scores: Variable, givenBy p: Tensor) -> Variable {
    Variable(
        "softmax", p,
        edges: [
            scores.edge { dy in p * (dy - (p * dy).sum(alongAxes: [-1], keepingAxes: true)) }
        ])
}

/// Log-softmax along the last axis: log pᵢ = sᵢ − log Σⱼ e^sⱼ.
///
/// A primitive for the sake of stability: composed from exp and log it overflows for scores of 1000.
///
/// Gradient: dy − p · Σ dy, the sum taken over each row. It is computed as dy·(1 − p) − p·(Σ dy − dy), with 1 − p from
/// `expm1`: where p is nearly 1, the difference of the two terms would be rounding.
///
/// Shapes: [N, K] → [N, K].
public func logSoftmax(_ scores: Variable) -> Variable {
    let logProbabilities = logSoftmax(scores.value)
    return Variable(
        "logSoftmax", logProbabilities,
        edges: [
            scores.edge { dy in
                let others = dy.sum(alongAxes: [-1], keepingAxes: true) - dy
                return -(dy * expm1(logProbabilities)) - exp(logProbabilities) * others
            }
        ])
}
