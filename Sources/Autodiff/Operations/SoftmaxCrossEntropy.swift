import Tensors

/// Softmax cross-entropy: the mean over the samples of −log p[label], where p is the softmax of the scores, in nats.
/// Takes scores, not probabilities.
///
/// Fused for the sake of its gradient, (p − y)/N with y one-hot, which needs neither logarithm nor division. The tests
/// hold it to the composed form, the mean of −logSoftmax.
///
/// Shapes: scores [N, K], N labels in 0..<K → a scalar. Natural logarithm.
public func softmaxCrossEntropy(scores: Variable, labels: [Int]) -> Variable {
    let x = scores.value
    require(
        x.rank == 2 && x.shape[0] == labels.count && !labels.isEmpty,
        "softmaxCrossEntropy: expected scores [N, K] and N labels, but got \(x.shape) and \(labels.count) labels"
    )
    for (sample, label) in labels.enumerated() {
        require(
            label >= 0 && label < x.shape[1],
            "softmaxCrossEntropy: expected labels in 0..<\(x.shape[1]), but sample \(sample) has \(label); "
                + "labels count from 0, one score for each class")
    }
    let logProbabilities = logSoftmax(x)
    let (flat, classes) = (logProbabilities.scalars, x.shape[1])
    let ofLabels = labels.enumerated().map { sample, label in flat[sample * classes + label] }
    let total = ofLabels.reduce(0.0) { $0 - Double($1) }
    return Variable(
        "softmaxCrossEntropy", Tensor(Scalar(total / Double(labels.count))),
        edges: [
            scores.edge { [shape = x.shape] dy in
                let scale = dy.item / Scalar(labels.count)
                var gradient = (exp(logProbabilities) * scale).scalars
                // p − 1 of the labels by itself: where p is nearly 1, the difference would be rounding.
                let excess = expm1(Tensor(ofLabels)).scalars
                for (sample, label) in labels.enumerated() {
                    gradient[sample * classes + label] = excess[sample] * scale
                }
                return Tensor(scalars: gradient, shape: shape)
            }
        ])
}
