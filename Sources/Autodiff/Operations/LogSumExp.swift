import Tensors

/// Log-sum-exp along the last axis, log Σⱼ e^xⱼ: a smooth maximum, and the logarithm of a sum of probabilities whose
/// logarithms are known. The gradient is the softmax of x.
///
/// A primitive for the sake of stability: composed from exp and log it overflows for x = 1000.
///
/// Shapes: [N, …, K] → [N, …].
public func logSumExp(_ a: Variable) -> Variable {
    let x = a.value
    return Variable("logSumExp", logSumExp(x), edges: [a.edge { dy in dy.expanded(atAxis: -1) * softmax(x) }])
}
