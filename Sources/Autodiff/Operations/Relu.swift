import Tensors

/// ReLU, max(x, 0). The slope is 1 where x > 0 and 0 elsewhere, the kink included.
public func relu(_ a: Variable) -> Variable {
    let y = relu(a.value)
    return Variable("relu", y, edges: [a.edge { dy in masked(dy, wherePositive: y) }])
}

/// Leaky ReLU: x where positive, slope·x elsewhere. The derivative is 1 where x > 0 and `slope` elsewhere, the kink
/// included.
public func leakyRelu(_ a: Variable, slope: Scalar = 0.01) -> Variable {
    let x = a.value
    return Variable(
        "leakyRelu", leakyRelu(x, slope: slope),
        edges: [a.edge { dy in dy * (slope + (1 - slope) * (x .> 0)) }])
}
