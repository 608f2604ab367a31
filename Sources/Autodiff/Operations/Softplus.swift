import Tensors

/// Softplus, ln(1 + eˣ): a smooth ReLU. Its derivative is the sigmoid.
///
/// A primitive for two reasons: as written it overflows for x = 1000, and composed from max and |x|, which have kinks
/// at 0, it would have a wrong slope there. The value is max(x, 0) + ln(1 + e^−|x|).
public func softplus(_ a: Variable) -> Variable {
    let x = a.value
    return Variable("softplus", softplus(x), edges: [a.edge { dy in dy * sigmoid(x) }])
}
