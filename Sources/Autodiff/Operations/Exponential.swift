import Tensors

/// Exponential eˣ, which is its own derivative.
public func exp(_ a: Variable) -> Variable {
    let y = exp(a.value)
    return Variable("exp", y, edges: [a.edge { dy in dy * y }])
}
