import Tensors

/// Binary cross-entropy of each score z, before any sigmoid, against its y in 0…1: −y·ln σ(z) − (1 − y)·ln(1 − σ(z)).
///
/// Fused for the sake of its gradient, σ(z) − y, which keeps its digits where the answer is right. The tests hold it to the
/// composed form. By y the derivative is −z.
///
/// Shapes: two of one shape → the same.
public func sigmoidCrossEntropies(scores: Variable, expected: Variable) -> Variable {
    let (z, y) = (scores.value, expected.value)
    return Variable(
        "sigmoidCrossEntropies", sigmoidCrossEntropies(scores: z, expected: y),
        edges: [
            scores.edge { dy in dy * sigmoidCrossEntropySlopes(scores: z, expected: y) },
            expected.edge { dy in -(dy * z) },
        ])
}
