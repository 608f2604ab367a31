import Tensors

/// Computes eˣ, which is its own slope.
public func exp(_ a: Variable) -> Variable {
    let y = exp(a.value)
    return Variable("exp", y, edges: [a.edge { dy in dy * y }])
}
