import Tensors

/// Softmax cross-entropy: the mean over the samples of −log p[label], where p is the softmax of the scores, in nats.
/// Takes scores, not probabilities.
///
/// Fused for the sake of its gradient, (p − y)/N with y one-hot, which needs neither logarithm nor division. The tests
/// hold it to the composed form, the mean of −logSoftmax.
///
/// Shapes: scores [N, K], N labels in 0..<K → a scalar. Natural logarithm.
public func softmaxCrossEntropy(scores: Variable, labels: [Int]) -> Variable {
    softmaxCrossEntropy(scores: scores, labels: labels, smoothing: 0)
}

/// Softmax cross-entropy with label smoothing, −Σₖ yₖ·log pₖ, against probabilities y that leave some room for doubt: 1 − ε +
/// ε/K for the label and ε/K for each of the others. The mean over the samples whose label is not `ignored`.
///
/// Smoothing keeps a network from pushing its scores ever further apart (Szegedy et al. 2016, section 7). Ignored are
/// places where nothing is to be predicted: the padding of a sequence, the nodes of a graph without a label.
///
/// ε is in 0..<1, and 0 the plain loss; `ignored` is a label that does not count, such as −1, and may be outside of 0..<K.
///
/// Shapes: scores [N, K], N labels in 0..<K or ignored, at least one that counts → a scalar.
public func softmaxCrossEntropy(
    scores: Variable, labels: [Int], smoothing ε: Scalar, ignoring ignored: Int? = nil
) -> Variable {
    let x = scores.value
    require(
        x.rank == 2 && x.shape[0] == labels.count && !labels.isEmpty,
        "softmaxCrossEntropy: expected scores [N, K] and N labels, but got \(x.shape) and \(labels.count) labels"
    )
    require(
        (0..<1).contains(ε), "softmaxCrossEntropy: expected a smoothing in 0..<1, but got \(ε); 0.1 is usual")
    let counted = labels.indices.filter { labels[$0] != ignored }
    require(
        !counted.isEmpty,
        "softmaxCrossEntropy: expected a label that counts, but all \(labels.count) are \(ignored ?? 0), which is ignored"
    )
    for sample in counted {
        require(
            labels[sample] >= 0 && labels[sample] < x.shape[1],
            "softmaxCrossEntropy: expected labels in 0..<\(x.shape[1]), but sample \(sample) has \(labels[sample]); "
                + "labels count from 0, one score for each class")
    }
    let logProbabilities = logSoftmax(x)
    let (flat, classes) = (logProbabilities.scalars, x.shape[1])
    let ofLabels = counted.map { flat[$0 * classes + labels[$0]] }
    var total = ofLabels.reduce(0.0) { $0 - Double(1 - ε) * Double($1) }
    if ε > 0 {
        for sample in counted {
            let row = flat[(sample * classes)..<((sample + 1) * classes)]
            total -= Double(ε) / Double(classes) * row.reduce(0.0) { $0 + Double($1) }
        }
    }
    return Variable(
        "softmaxCrossEntropy", Tensor(Scalar(total / Double(counted.count))),
        edges: [
            scores.edge { [shape = x.shape] dy in
                let scale = dy.item / Scalar(counted.count)
                let others = ε / Scalar(classes)
                let p = exp(logProbabilities)
                var gradient = ((ε > 0 ? p - others : p) * scale).scalars
                // p − 1 of the labels by itself: where p is nearly 1, the difference would be rounding.
                let excess = expm1(Tensor(ofLabels)).scalars
                for (place, sample) in counted.enumerated() {
                    gradient[sample * classes + labels[sample]] = (excess[place] + (ε - others)) * scale
                }
                for sample in labels.indices where labels[sample] == ignored {
                    for k in 0..<classes { gradient[sample * classes + k] = 0 }
                }
                return Tensor(scalars: gradient, shape: shape)
            }
        ])
}
