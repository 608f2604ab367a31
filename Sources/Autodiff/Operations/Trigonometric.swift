import Tensors

/// Sine sin x, with x in radians. The derivative is cos x.
public func sin(_ a: Variable) -> Variable {
    let x = a.value
    return Variable("sin", sin(x), edges: [a.edge { dy in dy * cos(x) }])
}

/// Cosine cos x, with x in radians. The derivative is −sin x.
public func cos(_ a: Variable) -> Variable {
    let x = a.value
    return Variable("cos", cos(x), edges: [a.edge { dy in -dy * sin(x) }])
}
