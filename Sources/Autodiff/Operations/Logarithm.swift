import Tensors

/// Natural logarithm; its derivative is 1/x.
public func log(_ a: Variable) -> Variable {
    let x = a.value
    return Variable("log", log(x), edges: [a.edge { dy in dy / x }])
}
