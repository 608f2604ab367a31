import Tensors

/// Softmax along the last axis, pᵢ = e^sᵢ / Σⱼ e^sⱼ: turns scores into probabilities.
///
/// Gradient: p · (dy − Σ p·dy), the sum taken over each row.
///
/// Shapes: [N, K] → [N, K].
public func softmax(_ scores: Variable) -> Variable {
    let p = softmax(scores.value)
    return Variable(
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
