// 6.3 crossEntropyGradient
// points: 2
// minutes: 8
// difficulty: medium
// essential: yes
// by hand: Variable, Parameter
// section: The gradient at each score is p − y
// hint: Which way should the score of the right class move, and which way all the others?
// hint: The derivative needs only the probabilities and the one-hot labels. What must a row of it sum to?
// hint: Do one row with two classes on paper: loss −log p₁, and see what is left after the chain rule. Then remember that
//   the loss is a mean over samples.

import Foundation
import Grading
import Nabla

extension Labelled {
    fileprivate var p: Tensor { logits.probabilities }
    /// The gradient of the sum over the samples.
    fileprivate var difference: Tensor { p - oneHot }
    /// p(1 − p), the derivative of each probability with respect to its own score.
    fileprivate var ownSlopes: Tensor { p * (1 - p) }
    /// The numbers of the labels, one beside each row.
    fileprivate var numbers: Tensor { Tensor(labels.map { Scalar($0) }).expanded(atAxis: 1) }
    /// Softmax down the columns.
    fileprivate var columns: Tensor { logits.transposed().probabilities.transposed() }

    fileprivate func firstRows(_ limit: Int) -> Tensor {
        var gradient = Tensor(zeros: logits.shape)
        gradient[0..<limit] = difference[0..<limit]
        return gradient
    }
}

let crossEntropyGradient = Check<Labelled, Tensor>(result: "gradient") { c in
    c.inputs { generator in
        var samples = [(4, 3), (3, 5), (5, 4)].map { count, classes in
            let logits = generator.halves([count, classes], limit: 2)
            return Labelled(logits: logits, labels: labels(count, classes: classes, &generator))
        }
        // The last ones have rows far from 0, where exponentials overflow or vanish.
        samples[2].logits[0] += 1000
        samples[2].logits[2] -= 1000
        return samples
    }
    c.right { $0.difference / $0.count }
    c.times(.average, "Every entry is N times too large: the loss is an average, and so is its gradient.", { $0.count })
    c.times(.average, "The average was taken twice.", { 1 / $0.count })
    c.wrong(
        .sign, "The sign is wrong. A step against the gradient should raise the right class's probability.",
        { -$0.difference / $0.count }, { -$0.difference })
    c.wrong(
        "Only the right class has a gradient here. Raising one score lowers every other probability.",
        { $0.difference * $0.oneHot / $0.count }, { $0.difference * $0.oneHot })
    c.wrong(
        .chain, "This is the derivative with respect to the probabilities. One more step back: through the softmax.",
        { -$0.oneHot / $0.p / $0.count }, { -$0.oneHot / $0.p })
    c.wrong(
        "The number of the label was subtracted from the whole row. A label is a name, not an amount.",
        { ($0.p - $0.numbers) / $0.count }, { $0.p - $0.numbers })
    c.wrong(
        "These are the probabilities: every entry is positive. What is the gradient of a perfect prediction?",
        { $0.p / $0.count }, { $0.p })
    c.wrong(
        .chain, "A factor p(1 − p) too many: with this loss the derivative of the softmax is already inside.",
        { $0.difference * $0.ownSlopes / $0.count }, { $0.difference * $0.ownSlopes })
    c.wrong(
        .valueOrSlope,
        "p − p² is how a probability grows with its own score. The loss looks at the label's probability: where do the labels come in?",
        { $0.ownSlopes / $0.count }, { $0.ownSlopes })
    c.wrong(
        .average,
        "Divided by a number that is written in the code. How many samples there are differs from call to call.",
        forEach: [3, 4, 2, 5, 10, 128] as [Scalar]
    ) { $0.difference / $1 }
    c.wrong(
        .average, "Divided by the number of classes, or of entries. The mean is over the samples alone.",
        { $0.difference / Scalar($0.classes) }, { $0.difference / Scalar($0.logits.size) })
    c.wrong(
        "The scores stand where their probabilities belong. The loss compares a probability with the label.",
        { ($0.logits - $0.oneHot) / $0.count }, { $0.logits - $0.oneHot })
    c.wrong(
        "Only the label's part is there. What does the loss do when another class's score grows?",
        { -$0.oneHot / $0.count }, { -$0.oneHot })
    c.wrong(
        .axis, "Softmax ran down the columns. Each sample has a distribution of its own; which axis holds the classes?",
        { ($0.columns - $0.oneHot) / $0.count }, { $0.columns - $0.oneHot })
    c.wrong(
        .overflow, "Right for moderate scores, no number for large ones: the exponential overflows, as in 6.1."
    ) { (exp($0.logits).normalized - $0.oneHot) / $0.count }
    c.times(nil, "A factor of 2 too many. It belongs to the derivative of a square, and no square is here.", { _ in 2 })
    c.wrong(
        "Only the first samples have a gradient. How many there are differs from call to call.",
        { $0.firstRows(3) / $0.count }, { $0.firstRows(3) / 3 }, { ($0.difference / $0.count)[0..<3] })
    c.wrong(
        "The gradient is 0 only where nothing is left to learn. It depends on scores and labels.",
        { Tensor(zeros: $0.logits.shape) })
    c.accepts("a numerical gradient of the loss, score by score") { slopes($0) }
}

/// Every element of the gradient from the loss alone: up a little, down a little, in 64 bits.
private func slopes(_ input: Labelled) -> Tensor {
    let (h, classes) = (1e-5, input.classes)
    let scores = input.logits.scalars.map { Double($0) }
    let slopes = scores.indices.map { place in
        let (row, label) = (place / classes, input.labels[place / classes])
        let losses = [h, -h].map { nudge in
            var nudged = Array(scores[row * classes..<(row + 1) * classes])
            nudged[place % classes] += nudge
            let top = nudged.max()!
            return top + log(nudged.reduce(0) { $0 + exp($1 - top) }) - nudged[label]
        }
        return Scalar((losses[0] - losses[1]) / (2 * h) / Double(input.labels.count))
    }
    return Tensor(scalars: slopes, shape: input.logits.shape)
}
