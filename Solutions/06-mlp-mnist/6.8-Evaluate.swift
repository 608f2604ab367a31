import Grading
import Nabla

func evaluate(batches: [(scores: Tensor, labels: [Int])]) throws -> (accuracy: Scalar, confusion: Tensor) {
    let classes = batches[0].scores.shape[1]
    var confusion = Tensor(zeros: [classes, classes])
    for batch in batches {
        for (answer, truth) in zip(batch.scores.argmax(alongAxis: 1), batch.labels) {
            confusion[truth, answer] += 1
        }
    }
    let right = (0..<classes).reduce(Scalar(0)) { $0 + confusion[$1, $1].item }
    return (right / confusion.sum(), confusion)
}

// Why: counts can be added over batches, shares cannot: the mean of the batches' accuracies would give the one sample
// of a last small batch the weight of a whole large one. The right answers are the diagonal of the table.
