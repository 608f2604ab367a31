import Autodiff
import Tensors

/// Accuracy: the fraction of samples whose largest score is that of the right class. A row with a NaN is not right.
///
/// Shapes: scores [N, K], N labels → a number in 0…1.
public func accuracy(scores: Tensor, labels: [Int]) -> Scalar {
    Scalar(correct(scores, labels)) / Scalar(labels.count)
}

func correct(_ scores: Tensor, _ labels: [Int]) -> Int {
    require(
        scores.rank == 2 && scores.shape[0] == labels.count && scores.shape[1] > 0 && !labels.isEmpty,
        "accuracy: expected scores [N, K] and N labels, but got \(scores.shape) and \(labels.count) labels")
    let predicted = scores.argmax(alongAxis: 1)
    // NaN is the maximum of its row: whatever argmax says of such a row is no answer.
    let largest = scores.max(alongAxes: 1).scalars
    return labels.indices.reduce(0) { $0 + (predicted[$1] == labels[$1] && !largest[$1].isNaN ? 1 : 0) }
}

/// Confusion matrix: how often a sample of one class (row) was taken for another (column).
///
/// Shapes: N predictions, N labels, K classes → [K][K].
public func confusionMatrix(predicted: [Int], labels: [Int], classes: Int) -> [[Int]] {
    require(
        predicted.count == labels.count && classes >= 0,
        "confusionMatrix: expected as many predictions as labels and at least 0 classes, but got \(predicted.count), "
            + "\(labels.count) and \(classes)")
    _ = Tensor.sizeToAllocate([classes, classes], operation: "confusionMatrix")
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    for (said, truth) in zip(predicted, labels) {
        require(
            (0..<classes).contains(said) && (0..<classes).contains(truth),
            "confusionMatrix: expected classes in 0..<\(classes), but got \(said) for \(truth)")
        counts[truth][said] += 1
    }
    return counts
}

/// Measures a model on samples it is not trained on: the mean loss, and the fraction of right answers.
///
/// Works through the samples in pieces, so that memory stays small; each piece counts by its size.
public func evaluate(
    _ model: any Layer, _ x: Tensor, _ labels: [Int],
    loss: (_ scores: Variable, _ labels: [Int]) -> Variable = { softmaxCrossEntropy(scores: $0, labels: $1) }
) -> (loss: Scalar, accuracy: Scalar) {
    let measured = measure(model, x, .labels(labels)) { outputs, targets in
        guard case .labels(let labels) = targets else { fatalError("evaluate: labels became targets") }
        return loss(outputs, labels)
    }
    return (measured.loss, measured.accuracy ?? .nan)
}

/// Measures a model on samples with numbers to predict: the mean loss.
///
/// Shapes: x [N, …], targets of the shape of the outputs, such as [N, 1].
public func evaluate(
    _ model: any Layer, _ x: Tensor, targets: Tensor,
    loss: (_ predicted: Variable, _ expected: Variable) -> Variable
) -> Scalar {
    measure(model, x, .values(targets)) { outputs, targets in
        guard case .values(let values) = targets else { fatalError("evaluate: targets became labels") }
        return loss(outputs, .constant(values))
    }.loss
}

func measure(
    _ model: any Layer, _ x: Tensor, _ targets: Targets,
    loss: (_ outputs: Variable, _ targets: Targets) -> Variable
) -> (loss: Scalar, accuracy: Scalar?) {
    targets.requireMatch(x, "evaluate")
    var (totalLoss, totalCorrect) = (0.0, 0)
    for start in stride(from: 0, to: targets.count, by: 1000) {
        let range = start..<min(start + 1000, targets.count)
        let part = targets.gathering(Array(range))
        let outputs = model.predict(x[range])
        totalLoss += Double(loss(.constant(outputs), part).item) * Double(range.count)
        totalCorrect += part.correctCount(outputs) ?? -1
    }
    let loss = Scalar(totalLoss / Double(targets.count))
    return (loss, totalCorrect < 0 ? nil : Scalar(totalCorrect) / Scalar(targets.count))
}
