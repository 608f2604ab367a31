import Tensors

/// Absolute value |x|. The derivative is the sign, and 0 at the kink.
public func abs(_ a: Variable) -> Variable {
    let x = a.value
    return Variable("abs", abs(x), edges: [a.edge { dy in dy * sign(x) }])
}
