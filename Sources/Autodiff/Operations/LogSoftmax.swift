import Tensors

/// Computes the logarithm of the softmax along the last axis.
///
/// A primitive for the sake of stability: composed from exp and log it overflows for scores of 1000.
/// Gradient: dy − softmax · Σ dy, the sum taken over each row.
public func logSoftmax(_ scores: Variable) -> Variable {
    let x = scores.value
    return Variable(
        "logSoftmax", logSoftmax(x),
        edges: [
            scores.edge { dy in
                dy - softmax(x) * dy.sum(alongAxes: [-1], keepingAxes: true)
            }
        ])
}

/// Turns scores into shares that are positive and sum to 1 along the last axis.
///
/// Gradient: p · (dy − Σ p·dy), the sum taken over each row.
public func softmax(_ scores: Variable) -> Variable {
    let p = softmax(scores.value)
    return Variable(
        "softmax", p,
        edges: [
            scores.edge { dy in p * (dy - (p * dy).sum(alongAxes: [-1], keepingAxes: true)) }
        ])
}
