import Tensors

/// Maximum of two elements with broadcasting. The gradient goes to the larger one, at a tie to the
/// right one.
public func maximum(_ a: Variable, _ b: Variable) -> Variable {
    let (x, y) = (a.value, b.value)
    return Variable(
        "maximum", maximum(x, y),
        edges: [
            a.edge { dy in (dy * (x .> y)).summed(toShape: x.shape) },
            b.edge { dy in (dy * (x .<= y)).summed(toShape: y.shape) },
        ])
}
