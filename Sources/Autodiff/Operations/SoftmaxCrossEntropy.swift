import Tensors

/// Computes how surprised softmax shares are by the right classes: −log p of the right class, averaged over the
/// samples. Takes scores, not shares.
///
/// Fused for the sake of its gradient, (p − y)/N, which needs neither logarithm nor division. The tests hold it to
/// the composed form, the mean of −logSoftmax.
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
    let logShares = logSoftmax(x)
    let (flat, classes) = (logShares.scalars, x.shape[1])
    var total = 0.0
    for (sample, label) in labels.enumerated() { total -= Double(flat[sample * classes + label]) }
    return Variable(
        "softmaxCrossEntropy", Tensor(Scalar(total / Double(labels.count))),
        edges: [
            scores.edge { dy in
                (exp(logShares) - Tensor(oneHot: labels, classes: classes)) * (dy.item / Scalar(labels.count))
            }
        ])
}
