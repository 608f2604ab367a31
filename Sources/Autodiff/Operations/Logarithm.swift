import Tensors

/// Computes the natural logarithm; its slope is 1/x.
public func log(_ a: Variable) -> Variable {
    let x = a.value
    return Variable("log", log(x), edges: [a.edge { dy in dy / x }])
}
