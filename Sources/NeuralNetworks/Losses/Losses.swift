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

/// Huber loss: the mean of ½·d² where |d| ≤ δ and δ·(|d| − ½·δ) beyond, with d = predicted − expected. Near 0 it is as
/// smooth as a square, and outliers pull no more than in `meanAbsoluteError`. With δ = 1 it is also called smooth L1.
///
/// Shapes: two of one shape → a scalar. Source: Huber 1964; Girshick 2015 for boxes.
public func huberLoss(predicted: Variable, expected: Variable, delta: Scalar = 1) -> Variable {
    requireSameShape(predicted, expected, "huberLoss")
    return huber(predicted - expected, delta).mean()
}

/// Binary cross-entropy of scores z, before any sigmoid, against y in 0…1: mean(−y·ln σ(z) − (1 − y)·ln(1 − σ(z))).
///
/// −y·ln σ(z) − (1 − y)·ln(1 − σ(z)) = y·ln(1 + e⁻ᶻ) + (1 − y)·ln(1 + eᶻ): so no logarithm meets a zero, and nothing
/// is subtracted. (The shorter ln(1 + eᶻ) − z·y is the difference of two large numbers where the answer is right.)
/// `sigmoidCrossEntropies` is that before the mean.
///
/// Shapes: two of one shape → a scalar.
public func sigmoidCrossEntropy(scores: Variable, expected: Variable) -> Variable {
    requireSameShape(scores, expected, "sigmoidCrossEntropy")
    return sigmoidCrossEntropies(scores: scores, expected: expected).mean()
}

/// ½·d² near 0, a straight line from δ on: ½·c² + δ·(|d| − c) with c = min(|d|, δ).
private func huber(_ d: Variable, _ delta: Scalar) -> Variable {
    require(delta > 0, "huberLoss: expected a delta above 0, but got \(delta)")
    let size = abs(d)
    let c = minimum(size, .constant(Tensor(delta)))
    return square(c) * 0.5 + delta * (size - c)
}

// MARK: - Losses of some elements

// With a mask of ones and zeros a loss is the mean over the elements whose mask is 1; it is 0 where there are none, as in a
// picture without objects. The mask may be of the shape of the predictions, or one that can be broadcast to it.

/// Masked mean squared error (MSE): Σ m·(predicted − expected)² / Σ m.
///
/// Shapes: two of one shape, and a mask that can be broadcast to it → a scalar.
public func meanSquaredError(predicted: Variable, expected: Variable, mask: Tensor) -> Variable {
    requireSameShape(predicted, expected, "meanSquaredError")
    return mean(of: square(predicted - expected), where: mask, "meanSquaredError")
}

/// Masked mean absolute error (MAE): Σ m·|predicted − expected| / Σ m. Shapes: as above.
public func meanAbsoluteError(predicted: Variable, expected: Variable, mask: Tensor) -> Variable {
    requireSameShape(predicted, expected, "meanAbsoluteError")
    return mean(of: abs(predicted - expected), where: mask, "meanAbsoluteError")
}

/// Masked Huber loss: the mean of ½·d² where |d| ≤ δ and δ·(|d| − ½·δ) beyond, over the elements of the mask. Shapes: as
/// above.
public func huberLoss(predicted: Variable, expected: Variable, delta: Scalar = 1, mask: Tensor) -> Variable {
    requireSameShape(predicted, expected, "huberLoss")
    return mean(of: huber(predicted - expected, delta), where: mask, "huberLoss")
}

/// Masked binary cross-entropy of scores. Shapes: as above.
public func sigmoidCrossEntropy(scores: Variable, expected: Variable, mask: Tensor) -> Variable {
    requireSameShape(scores, expected, "sigmoidCrossEntropy")
    return mean(of: sigmoidCrossEntropies(scores: scores, expected: expected), where: mask, "sigmoidCrossEntropy")
}

private func mean(of losses: Variable, where mask: Tensor, _ loss: String) -> Variable {
    require(
        broadcastShape(mask.shape, losses.shape) == losses.shape && mask.scalars.allSatisfy { $0 == 0 || $0 == 1 },
        "\(loss): expected a mask of ones and zeros that can be broadcast to \(losses.shape), but got \(mask.shape)")
    let counted = mask.sum() * Scalar(losses.value.size / Swift.max(mask.size, 1))
    return (losses * .constant(mask)).sum() / Swift.max(counted, 1)
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
