import Nabla

func evaluate(batches: [(scores: Tensor, labels: [Int])]) throws -> (accuracy: Scalar, confusion: Tensor) {
    let (scores, labels) = (Tensor(concatenating: batches.map(\.scores)), batches.flatMap(\.labels))
    let counts = confusionMatrix(
        predicted: scores.argmax(alongAxis: 1), labels: labels, classes: scores.shape[1])
    return (accuracy(scores: scores, labels: labels), Tensor(counts.map { $0.map(Scalar.init) }))
}
