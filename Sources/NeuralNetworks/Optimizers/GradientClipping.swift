import Autodiff
import Tensors

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Euclidean norm of all gradients together, as if they were one long vector.
public func gradientNorm(of parameters: [Parameter]) -> Scalar {
    Scalar(norm64(of: parameters))
}

/// In 64 bits: the norm of gradients that 32 bits hold may be larger than the largest number of 32 bits.
private func norm64(of parameters: [Parameter]) -> Double {
    unique(parameters).reduce(0) { hypot($0, $1.gradient?.norm64 ?? 0) }
}

/// Gradient clipping by norm: scales all gradients by one factor so that their common norm is at most `maximum`; the
/// direction of the step stays. Gradients that are short enough stay as they are.
///
/// Call it between `backward()` and `step()`. Returns the norm before.
///
/// Source: Pascanu, Mikolov and Bengio 2013, Algorithm 1.
@discardableResult
public func clipGradients(of parameters: [Parameter], norm maximum: Scalar) -> Scalar {
    require(maximum > 0, "clipGradients: expected a norm above 0, but got \(maximum)")
    let norm = norm64(of: parameters)
    // Written so that a norm of NaN leaves the gradients alone: a mistake should stay visible.
    if norm > Double(maximum) {
        // In two steps, because a factor for very long gradients may be denormal, which has few digits.
        let root = Scalar((Double(maximum) / norm).squareRoot())
        let isTiny = root * root < .leastNormalMagnitude
        let factor = Scalar(Double(maximum) / norm)
        for parameter in unique(parameters) {
            parameter.updateGradient { isTiny ? ($0 * root) * root : $0 * factor }
        }
    }
    return Scalar(norm)
}

/// Gradient clipping by value: limits every element of every gradient to −maximum…maximum. Simple, but the direction of
/// the step changes.
public func clipGradients(of parameters: [Parameter], value maximum: Scalar) {
    require(maximum > 0, "clipGradients: expected a value above 0, but got \(maximum)")
    for parameter in unique(parameters) {
        parameter.updateGradient { clamp($0, min: -maximum, max: maximum) }
    }
}
