import Nabla

/// A network, and the gradient of its loss on one batch.
struct BatchGradient {
    let model: Sequential
    let x: Tensor
    let labels: [Int]

    private var loss: Scalar {
        softmaxCrossEntropy(scores: .constant(model.predict(x)), labels: labels).item
    }

    /// How fast the loss falls along the gradient of one parameter: measured with two small steps, and computed as
    /// the gradient's length.
    func along(_ parameter: Parameter) -> (numeric: Scalar, analytic: Scalar) {
        let (gradient, value) = (parameter.gradient!, parameter.value)
        let length = gradient.norm()
        let step: Scalar = 0.01
        parameter.value = value + step / length * gradient
        let above = loss
        parameter.value = value - step / length * gradient
        let below = loss
        parameter.value = value
        return ((above - below) / (2 * step), length)
    }

    /// The root mean square of Adam's first step over that of the weights.
    func updateRatio(rate: Scalar) -> Scalar {
        let weights = model.parameters.filter { $0.shape.count == 2 }
        let old = weights.map(\.value)
        Adam(weights, learningRate: rate).step()
        let moved = zip(weights, old).map { square($0.value - $1).sum() }.reduce(0, +)
        for (weight, value) in zip(weights, old) { weight.value = value }
        return (moved / old.map { square($0).sum() }.reduce(0, +)).squareRoot()
    }
}

/// Computes the gradient of the loss on a batch.
func gradientOf(_ model: Sequential, _ x: Tensor, _ labels: [Int]) -> BatchGradient {
    for parameter in model.parameters { parameter.zeroGradient() }
    softmaxCrossEntropy(scores: model(.constant(x), mode: .training), labels: labels).backward()
    return BatchGradient(model: model, x: x, labels: labels)
}
