import Autodiff
import Tensors

/// Computes the length of all gradients together, as if they were one long vector.
public func gradientNorm(of parameters: [Parameter]) -> Scalar {
    var total = 0.0
    for parameter in unique(parameters) {
        guard let gradient = parameter.gradient else { continue }
        let length = Double(square(gradient).sum())
        total += length
    }
    return Scalar(total.squareRoot())
}

/// Shortens all gradients by one factor so that their common length is at most `maximum`; the direction of the step
/// stays. Gradients that are short enough stay as they are.
///
/// Call it between `backward()` and `step()`. Returns the length before.
///
/// Source: Pascanu, Mikolov and Bengio 2013, Algorithm 1.
@discardableResult
public func clipGradients(of parameters: [Parameter], norm maximum: Scalar) -> Scalar {
    require(maximum > 0, "clipGradients: expected a norm above 0, but got \(maximum)")
    let norm = gradientNorm(of: parameters)
    // Written so that a norm that is no number leaves the gradients alone: a mistake should stay visible.
    if norm > maximum {
        for parameter in unique(parameters) { parameter.changeGradient { $0 * (maximum / norm) } }
    }
    return norm
}

/// Cuts every element of every gradient to −maximum…maximum. Simple, but the direction of the step changes.
public func clipGradients(of parameters: [Parameter], value maximum: Scalar) {
    require(maximum > 0, "clipGradients: expected a value above 0, but got \(maximum)")
    for parameter in parameters {
        parameter.changeGradient { Tensors.minimum(Tensors.maximum($0, Tensor(-maximum)), Tensor(maximum)) }
    }
}
