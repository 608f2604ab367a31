// 6.8 evaluate
// points: 2
// minutes: 12
// difficulty: easy
// section: It errs where you would hesitate
// hint: Count first, divide last. What has to be counted over all batches?
// hint: Every sample adds 1 to one cell of the table: its row is the truth, its column the answer.
// hint: The accuracy can be read off the finished table: which cells hold the right answers, and what is the sum of all
//   cells?

import Grading
import Nabla

typealias Evaluation = (accuracy: Scalar, confusion: Tensor)

struct ScoredBatches {
    var scores: [Tensor], labels: [[Int]]

    var count: Int { scores.count }
    var samples: Scalar { Scalar(labels.joined().count) }
    var accuracy: Scalar { rightCount / samples }

    var rightCount: Scalar { Tensor((0..<confusion.shape[0]).map { confusion[$0, $0].item }).sum() }

    var confusion: Tensor {
        var table = Tensor(zeros: [scores[0].shape[1], scores[0].shape[1]])
        for (batch, truths) in zip(scores, labels) {
            for (answer, truth) in zip(batch.argmax(alongAxis: 1), truths) { table[truth, answer] += 1 }
        }
        return table
    }

    /// The answers of a search for the largest score that starts with another number in column 0.
    func searched(from start: Scalar) -> Evaluation {
        let scores = scores.map { batch -> Tensor in
            var batch = batch
            for row in 0..<batch.shape[0] where batch[row].max() <= start { batch[row, 0] = Tensor(start + 1) }
            return batch
        }
        return ScoredBatches(scores: scores, labels: labels).evaluated()
    }

    /// Right unless told otherwise.
    func evaluated(accuracy: Scalar? = nil, confusion: Tensor? = nil) -> Evaluation {
        (accuracy ?? self.accuracy, confusion ?? self.confusion)
    }

    func keeping(_ batches: Range<Int>) -> ScoredBatches {
        let range = batches.clamped(to: 0..<count)
        return ScoredBatches(scores: Array(scores[range]), labels: Array(labels[range]))
    }

    /// The table of another number of classes.
    func padded(to classes: Int) -> Tensor {
        var table = Tensor(zeros: [classes, classes])
        table[0..<confusion.shape[0], 0..<confusion.shape[0]] = confusion
        return table
    }
}

let evaluate = Check<ScoredBatches, Evaluation> { c in
    c.inputs { generator in
        [scored(5, [3, 3, 1], &generator), scored(4, [4, 4, 4, 2], &generator), scored(3, [5], &generator)]
    }
    c.shows { input in
        zip(input.scores, input.labels).enumerated().flatMap { index, batch in
            [Part("batch \(index) scores", batch.0), Part("batch \(index) labels", batch.1)]
        }
    }
    c.right { $0.evaluated() }
    c.wrong(
        .transpose, "The table is mirrored: its rows are the answers. Say which axis is the truth before you count."
    ) { $0.evaluated(confusion: $0.confusion.transposed()) }
    c.wrong(
        .meanOfRatios,
        "This is the mean of the batches' accuracies. A small batch must not count as much as a large one."
    ) { input in
        let accuracies = (0..<input.count).map { input.keeping($0..<$0 + 1).accuracy }
        return input.evaluated(accuracy: Tensor(accuracies).mean())
    }
    c.wrong(
        .meanOfRatios,
        "The accuracies of the batches were added up. Count over all batches, and divide once at the end."
    ) {
        input in
        input.evaluated(accuracy: Tensor((0..<input.count).map { input.keeping($0..<$0 + 1).accuracy }).sum())
    }
    c.wrong("This is the fraction of wrong answers. Right or wrong ones?") { $0.evaluated(accuracy: 1 - $0.accuracy) }
    c.wrong("This is a percentage. A fraction between 0 and 1 was asked.") { $0.evaluated(accuracy: 100 * $0.accuracy) }
    c.wrong("This is the number of right answers. Of how many?") { $0.evaluated(accuracy: $0.rightCount) }
    c.wrong(
        "The accuracy is 0 or 1: a whole number divided by a whole number is a whole number. Turn the count into a Scalar first."
    ) { $0.evaluated(accuracy: $0.accuracy.rounded(.down)) }
    c.wrong(
        .average,
        "Divided by the number of batches. A batch holds several samples: of how many are these the right ones?"
    ) { $0.evaluated(accuracy: $0.rightCount / Scalar($0.count)) }
    c.wrong(
        "The rows of the table sum to 1. Counts were asked.", { $0.evaluated(confusion: $0.confusion.normalized) },
        { $0.evaluated(confusion: $0.confusion / maximum($0.confusion.rowSum, Tensor(1))) })
    c.wrong(.sign, "The smallest score wins here. Which score belongs to the class that is chosen?") {
        ScoredBatches(scores: $0.scores.map { -$0 }, labels: $0.labels).evaluated()
    }
    c.wrong(
        .startValue,
        "Where all scores of a sample are below 0 the answer is always class 0: the search starts at 0. What is smaller than every score?",
        forEach: [0, -1]
    ) { $0.searched(from: $1) }
    c.wrong("The table ends at the largest label that occurs. The number of classes is that of the scores.") {
        let classes = $0.labels.joined().max()! + 1
        return $0.evaluated(confusion: $0.confusion[0..<classes, 0..<classes])
    }
    c.wrong(
        "The number of classes is written in the code. It differs from call to call: ask the scores.", forEach: [10, 5]
    ) { $0.evaluated(confusion: $0.padded(to: $1)) }
    c.wrong(
        "Divided by a number that is written in the code. How many samples there are differs from call to call.",
        forEach: [7, 3, 10_000] as [Scalar]
    ) { $0.evaluated(accuracy: $0.rightCount / $1) }
    c.wrong("Every batch was counted as if it were full. The last one may be smaller.") {
        $0.evaluated(accuracy: $0.rightCount / Scalar($0.count * $0.labels[0].count))
    }
    c.wrong(
        "Only the first batches were looked at. How many there are differs from call to call.", forEach: [1, 2, 3]
    ) { $0.keeping(0..<$1).evaluated() }
    c.wrong(
        .accumulate, "Only the last batch is left. Counts have to survive from batch to batch.",
        { $0.keeping($0.count - 1..<$0.count).evaluated() },
        { $0.evaluated(confusion: $0.keeping($0.count - 1..<$0.count).confusion) })
    c.wrong(.accumulate, "No cell holds more than 1. A cell grows with every sample that falls into it.") {
        $0.evaluated(confusion: minimum($0.confusion, Tensor(1)))
    }
    c.wrong(
        "Nothing was counted.", { (0, 0 * $0.confusion) }, { $0.evaluated(confusion: 0 * $0.confusion) })
    c.wrong("Only right answers are in the table. Where it errs is what the other cells should tell.") {
        $0.evaluated(confusion: $0.confusion * Tensor(identity: $0.confusion.shape[0]))
    }
}

/// Batches of the given sizes. No two scores of a row are equal, so that the answer is never a tie; the top class is no
/// sample's label. In the first row all scores are below 0, and class 0 has not the largest.
private func scored(_ classes: Int, _ sizes: [Int], _ generator: inout SeededGenerator) -> ScoredBatches {
    var scores = sizes.map { size in
        let deck: [Scalar] = [-2, -1.5, -0.5, 0.5, 1, 2, 2.5]
        let rows = (0..<size).map { _ in Tensor(Array(deck.shuffled(using: &generator).prefix(classes))) }
        return Tensor(stacking: rows)
    }
    while scores[0][0].argmax() == 0 { scores[0][0] = Tensor(scores[0][0].scalars.shuffled(using: &generator)) }
    scores[0][0] = scores[0][0] - 10
    let labels = sizes.map { size in (0..<size).map { _ in Int.random(in: 0..<classes - 1, using: &generator) } }
    return ScoredBatches(scores: scores, labels: labels)
}
