import Exercises
import Nabla

// 6.8  How good is it, and where does it err?
//
// The answer for a sample is the class with the largest score. The accuracy is the fraction of right answers, and the
// confusion matrix counts every pair of truth and answer. Both are about all samples, however they were cut into
// batches; the last batch may well be smaller.
//
//     batches   each with scores [n, C] and n labels
//     returns accuracy, between 0 and 1, and confusion [C, C]:
//             row t, column a counts the samples of class t that were answered a
//
// Example: scores [[0.9, 0.1], [0.2, 0.8]] with labels [0, 0], then scores [[0.3, 0.7]] with label [1].
//     The answers are 0, 1 and 1: accuracy 2/3, confusion [[1, 1], [0, 1]].
//
// `scores.argmax(alongAxis: 1)` gives the column of the largest entry of each row, and `table[t, a] += 1` adds 1 to
// one cell of a tensor in a `var`.

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

// Why: counts can be added over batches, accuracies cannot: the mean of the batches' accuracies would give the one sample
// of a last small batch the weight of a whole large one. The right answers are the diagonal of the table.
