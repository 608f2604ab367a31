import Tensors

/// Power xᵖ with a fixed p. The derivative is p·xᵖ⁻¹.
public func pow(_ a: Variable, _ exponent: Scalar) -> Variable {
    let x = a.value
    return Variable(
        "pow", pow(x, exponent),
        edges: [
            a.edge { dy in
                // Without this, 0⁰ would have the slope 0 · ∞.
                exponent == 0 ? Tensor(zeros: x.shape) : dy * (exponent * pow(x, exponent - 1))
            }
        ])
}

/// Square x². The derivative is 2x.
public func square(_ a: Variable) -> Variable {
    let x = a.value
    return Variable("square", square(x), edges: [a.edge { dy in dy * (2 * x) }])
}

/// Square root √x. The derivative is 1/(2√x).
public func sqrt(_ a: Variable) -> Variable {
    let y = sqrt(a.value)
    return Variable("sqrt", y, edges: [a.edge { dy in dy / (2 * y) }])
}
