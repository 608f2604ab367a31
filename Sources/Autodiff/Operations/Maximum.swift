import Tensors

/// Maximum of two elements, max(a, b), with broadcasting. The gradient goes to the larger one; equals share it evenly.
public func maximum(_ a: Variable, _ b: Variable) -> Variable {
    let (x, y) = (a.value, b.value)
    return Variable(
        "maximum", maximum(x, y),
        edges: [
            a.edge { dy in (dy * preferred(x .> y, x .>= y)).summed(toShape: x.shape) },
            b.edge { dy in (dy * preferred(y .> x, y .>= x)).summed(toShape: y.shape) },
        ])
}

/// Minimum of two elements, min(a, b), with broadcasting. The gradient goes to the smaller one; equals share it evenly.
public func minimum(_ a: Variable, _ b: Variable) -> Variable {
    let (x, y) = (a.value, b.value)
    return Variable(
        "minimum", minimum(x, y),
        edges: [
            a.edge { dy in (dy * preferred(x .< y, x .<= y)).summed(toShape: x.shape) },
            b.edge { dy in (dy * preferred(y .< x, y .<= x)).summed(toShape: y.shape) },
        ])
}

/// 1 where an element wins, ½ at a tie, 0 elsewhere.
private func preferred(_ wins: Tensor, _ winsOrTies: Tensor) -> Tensor { 0.5 * (wins + winsOrTies) }
