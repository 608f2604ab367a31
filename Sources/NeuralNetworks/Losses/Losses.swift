import Autodiff
import Tensors

// Losses in order of increasing complexity. All are means over all elements, all take variables by name, and all
// refuse two shapes that differ: [N, 1] against [N] would broadcast to [N, N] without a word, and a model would
// learn to predict the mean. `softmaxCrossEntropy(scores:labels:)` is in Autodiff, because its gradient is fused.

/// Mean squared error (MSE): mean((predicted − expected)²).
///
/// Shapes: two of one shape → a scalar.
public func meanSquaredError(predicted: Variable, expected: Variable) -> Variable {
    requireSameShape(predicted, expected, "meanSquaredError")
    return square(predicted - expected).mean()
}

/// Mean absolute error (MAE): mean(|predicted − expected|). Outliers pull less than on squares.
///
/// Shapes: two of one shape → a scalar.
public func meanAbsoluteError(predicted: Variable, expected: Variable) -> Variable {
    requireSameShape(predicted, expected, "meanAbsoluteError")
    return abs(predicted - expected).mean()
}

/// Binary cross-entropy of scores z, before any sigmoid, against y in 0…1: mean(−y·ln σ(z) − (1 − y)·ln(1 − σ(z))).
///
/// −y·ln σ(z) − (1 − y)·ln(1 − σ(z)) = y·ln(1 + e⁻ᶻ) + (1 − y)·ln(1 + eᶻ): so no logarithm meets a zero, and nothing
/// is subtracted. (The shorter ln(1 + eᶻ) − z·y is the difference of two large numbers where the answer is right.)
///
/// Shapes: two of one shape → a scalar.
public func sigmoidCrossEntropy(scores: Variable, expected: Variable) -> Variable {
    requireSameShape(scores, expected, "sigmoidCrossEntropy")
    return (expected * softplus(-scores) + (1 - expected) * softplus(scores)).mean()
}

/// L2 penalty: ½·λ·Σw², to be added to a loss, so that large weights cost. A weight that is listed twice counts once.
public func l2Penalty(_ weights: [Variable], strength: Scalar) -> Variable {
    var seen: Set<ObjectIdentifier> = []
    return weights.filter { seen.insert(ObjectIdentifier($0)).inserted }.reduce(.constant(0)) {
        $0 + square($1).sum()
    } * (strength / 2)
}

private func requireSameShape(_ a: Variable, _ b: Variable, _ loss: String) {
    let problem = ShapeError.loss(predicted: a.shape, expected: b.shape, operation: loss)
    require(problem == nil, problem!)
}
