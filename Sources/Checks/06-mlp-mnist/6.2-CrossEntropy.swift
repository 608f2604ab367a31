// 6.2 crossEntropy
// points: 2
// minutes: 20
// difficulty: medium
// by hand: softmaxCrossEntropy
// section: The loss of a sample is −ln p
// hint: For each sample only one probability counts, that of its label; its loss is −log of it.
// hint: A probability may be so small that it is stored as 0. Write log of softmax on paper: what cancels?
// hint: log softmax is the score minus the logarithm of the sum of exponentials, after the row's largest score has been
//   subtracted. Take the label's entry of each row, then the mean.

import Foundation
import Grading
import Nabla

extension Labelled {
    /// −log p of each label.
    fileprivate var losses: [Scalar] { atLabels(-logits.logProbabilities) }

    /// Another loss of the probability of each label.
    fileprivate func losses(_ loss: (Scalar) -> Scalar) -> [Scalar] { atLabels(logits.probabilities).map(loss) }

    fileprivate func sum(first count: Int) -> Scalar { losses.prefix(count).reduce(0, +) }

    /// Yes or no for every class: −y·log p − (1 − y)·log(1 − p).
    fileprivate var binary: Tensor {
        let p = logits.probabilities
        return -oneHot * log(p) - (1 - oneHot) * log(1 - p)
    }
}

private func mean(_ values: [Scalar]) -> Scalar { Tensor(values).mean() }

let crossEntropy = Check<Labelled, Scalar>(result: "loss") { c in
    c.inputs { generator in
        let moderate = generator.halves([3, 4], limit: 3)
        var extreme = generator.halves([5, 6], limit: 3)
        // One score far above the others: a right answer that costs nothing, a wrong one that costs a lot.
        extreme[0, 0] = Tensor(1000)
        extreme[1, 3] = Tensor(1000)
        extreme[1, 1] = Tensor(-1000)
        var far = labels(5, classes: 6, &generator)
        far[0] = 0
        far[1] = Int.random(in: 0...2, using: &generator)
        // All scores large, and no probability near 0.
        let high = generator.halves([4, 5], limit: 3) + 1000
        return [
            Labelled(logits: moderate, labels: labels(3, classes: 4, &generator)),
            Labelled(logits: extreme, labels: far),
            Labelled(logits: high, labels: labels(4, classes: 5, &generator)),
        ]
    }
    c.right { mean($0.losses) }
    c.wrong(
        .overflow,
        "Right for moderate scores, infinite for extreme ones: the logarithm of a probability that is stored as 0. On paper the exponential and the logarithm cancel."
    ) { mean($0.losses { -log($0) }) }
    c.wrong(
        .overflow,
        "Right for moderate scores, no finite number for large ones: the exponential overflows, as in 6.1. Which number may be taken from all scores of a row?",
        { mean($0.atLabels(-log(exp($0.logits).normalized))) },
        { input in mean(input.atLabels(log(exp(input.logits).rowSum) - input.logits)) })
    c.wrong(
        "The largest score was subtracted inside the exponentials only. It has to come off the label's score too, or be added back."
    ) { input in mean(input.atLabels(log(exp(input.logits.shifted).rowSum) - input.logits)) }
    c.wrong(
        .overflow,
        "A small number inside the logarithm hides the infinity, and flattens the loss where it matters most.",
        forEach: [1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12].map { ($0, 0) }
            + [1e-7, 1e-8, 1e-9, 1e-10, 1e-12].map { (0, $0) }
    ) { (input, small: (added: Scalar, least: Scalar)) in
        mean(input.losses { -log(max($0, small.least) + small.added) })
    }
    c.wrong(
        .twice, "Softmax was applied twice. A perfect answer then still costs more than 0. Scores go in once."
    ) { mean(Labelled(logits: $0.logits.probabilities, labels: $0.labels).losses) }
    c.times(.average, "This is the sum over the samples. The loss is their average.", { $0.count })
    c.times(
        .average, "Divided by the number of entries. Only one entry of a row counts; how many rows are there?",
        { 1 / Scalar($0.classes) })
    c.wrong(
        .meanOfRatios, "The probabilities were averaged before the logarithm. First the logarithm, then the average."
    ) { -log(mean($0.losses { $0 })) }
    c.wrong("This is the mean of 1 − p, never above 1. What should a confident mistake cost?") {
        mean($0.losses { 1 - $0 })
    }
    c.wrong(
        "These are logarithms of the scores. The loss takes the logarithm of a probability: turn the scores into probabilities first.",
        { mean($0.atLabels(-log($0.logits))) }, { mean($0.atLabels(-log($0.logits.normalized))) })
    c.wrong(
        .axis,
        "The label was used as a position in the whole matrix, so that only the first row is read. Each sample looks in its own row."
    ) { input in mean(input.labels.map { -input.logits.logProbabilities.scalars[$0] }) }
    c.wrong(
        .average,
        "Divided by a number that is written in the code. How many samples there are differs from call to call.",
        forEach: [3, 2, 4, 5, 10, 128]
    ) { $0.sum(first: .max) / $1 }
    c.wrong(
        "Only the first samples are in the sum. How many there are differs from call to call.",
        { $0.sum(first: 3) / 3 }, { $0.sum(first: 2) / 2 }, { $0.sum(first: 1) },
        { $0.sum(first: 3) / $0.count }, { $0.sum(first: 2) / $0.count })
    c.opposite("The sign is wrong. A probability is at most 1, so its logarithm is at most 0; a loss is not negative.")
    c.wrong("The label's score alone is charged. What do the other scores of the row have to do with it?") {
        -mean($0.atLabels($0.logits))
    }
    c.wrong("The score of the label is missing: the loss is the same whatever the label says.") { input in
        (input.logits[.all, 0..<1] - input.logits.logProbabilities[.all, 0..<1]).mean()
    }
    c.wrong("The largest probability of each row was charged, not the label's. Being sure is not being right.") {
        -$0.logits.logProbabilities.rowMax.mean()
    }
    c.wrong(
        "Every class was charged. Only the probability of the label counts.",
        { -$0.logits.logProbabilities.rowSum.mean() }, { -$0.logits.logProbabilities.mean() })
    c.wrong(
        "Every class was asked yes or no, as if the classes did not exclude each other. Only the label's logarithm counts.",
        { $0.binary.rowSum.mean() }, { $0.binary.mean() })
    c.wrong(
        "This is a squared error between probabilities and labels. It never asks more than 2, however wrong the answer is.",
        { square($0.logits.probabilities - $0.oneHot).rowSum.mean() },
        { square($0.logits.probabilities - $0.oneHot).mean() })
    c.times(
        nil, "This logarithm has another base, 2 or 10. The loss is the natural logarithm.", { _ in 1 / log(2) },
        { _ in 1 / log(10) })
    c.wrong(
        "The loss does not depend on scores and labels. ln C is only where an untrained network starts.",
        { log(Scalar($0.classes)) }, { _ in log(10) }, { _ in 0 }, { _ in 0.4904 })
    c.accepts("log-softmax twice, which changes nothing") {
        mean(Labelled(logits: $0.logits.logProbabilities, labels: $0.labels).losses)
    }
}
