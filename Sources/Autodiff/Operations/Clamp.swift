import Tensors

/// Clamp, min(max(x, lower), upper): keeps x between two bounds. The gradient passes where lower < x < upper, and is 0
/// beyond and on the bounds, as in PyTorch.
///
/// Shapes: any, kept. Requires lower ≤ upper.
public func clamp(_ a: Variable, min lower: Scalar = -.infinity, max upper: Scalar = .infinity) -> Variable {
    let x = a.value
    return Variable(
        "clamp", clamp(x, min: lower, max: upper), edges: [a.edge { dy in dy * (x .> lower) * (x .< upper) }])
}
