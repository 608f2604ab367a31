import Tensors

/// Hyperbolic tangent y. The derivative is 1 − y².
public func tanh(_ a: Variable) -> Variable {
    let y = tanh(a.value)
    return Variable("tanh", y, edges: [a.edge { dy in dy * (1 - square(y)) }])
}
