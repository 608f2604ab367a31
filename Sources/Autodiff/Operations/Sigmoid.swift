import Tensors

/// Sigmoid y = 1 / (1 + e⁻ˣ). The derivative is y·(1 − y).
public func sigmoid(_ a: Variable) -> Variable {
    let y = sigmoid(a.value)
    return Variable("sigmoid", y, edges: [a.edge { dy in dy * (y * (1 - y)) }])
}
