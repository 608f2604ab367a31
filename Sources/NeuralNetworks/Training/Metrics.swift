import Autodiff
import Tensors

/// The share of samples whose largest score is that of the right class.
///
/// Shapes: scores [N, K], N labels → a number in 0…1.
public func accuracy(scores: Tensor, labels: [Int]) -> Scalar {
    Scalar(correct(scores, labels)) / Scalar(labels.count)
}

func correct(_ scores: Tensor, _ labels: [Int]) -> Int {
    require(
        scores.rank == 2 && scores.shape[0] == labels.count && !labels.isEmpty,
        "accuracy: expected scores [N, K] and N labels, but got \(scores.shape) and \(labels.count) labels")
    return zip(scores.argmax(alongAxis: 1), labels).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
}

/// Counts how often a sample of one class (row) was taken for another (column).
///
/// Shapes: N predictions, N labels, K classes → [K][K].
public func confusionMatrix(predicted: [Int], labels: [Int], classes: Int) -> [[Int]] {
    require(
        predicted.count == labels.count,
        "confusionMatrix: expected as many predictions as labels, but got \(predicted.count) and \(labels.count)"
    )
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    for (said, truth) in zip(predicted, labels) {
        require(
            (0..<classes).contains(said) && (0..<classes).contains(truth),
            "confusionMatrix: expected classes in 0..<\(classes), but got \(said) for \(truth)")
        counts[truth][said] += 1
    }
    return counts
}

/// Measures a model on samples it is not trained on: the mean loss, and the share of right answers.
///
/// Works through the samples in pieces, so that memory stays small; each piece counts by its size.
public func evaluate(
    _ model: any Layer, _ x: Tensor, _ labels: [Int],
    loss: (_ scores: Variable, _ labels: [Int]) -> Variable = { softmaxCrossEntropy(scores: $0, labels: $1) }
) -> (loss: Scalar, accuracy: Scalar) {
    require(
        x.rank > 0 && x.shape[0] == labels.count && !labels.isEmpty,
        "evaluate: expected one label for each sample, but got samples \(x.shape) and \(labels.count) labels")
    var (totalLoss, totalCorrect) = (0.0, 0)
    for start in stride(from: 0, to: labels.count, by: 1000) {
        let range = start..<min(start + 1000, labels.count)
        let scores = model.predict(x[range])
        let part = Array(labels[range])
        totalLoss += Double(loss(.constant(scores), part).item) * Double(range.count)
        totalCorrect += correct(scores, part)
    }
    return (Scalar(totalLoss / Double(labels.count)), Scalar(totalCorrect) / Scalar(labels.count))
}
