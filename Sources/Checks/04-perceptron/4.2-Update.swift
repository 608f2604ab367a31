// 4.2 update
// points: 2
// minutes: 12
// difficulty: easy
// essential: yes
// section: A mistake is corrected by adding the example
// hint: First decide whether this sample is a mistake; only a mistake changes anything.
// hint: The product of label and score says it in one number: when is it positive, when not?
// hint: On a mistake the weights move along x, towards or away from it as the label says; the bias moves as if it
//   were the weight of an input that is always 1.

import Foundation
import Grading
import Nabla

struct Sample {
    var w: Tensor, b: Scalar, x: Tensor, y: Scalar, rate: Scalar

    var score: Scalar { dot(w, x) + b }
    /// The label after a mistake, 0 after a right answer.
    var push: Scalar { y * score <= 0 ? y : 0 }

    /// Whether the sign of the score is decided by the bias.
    var isDecidedByBias: Bool { score * dot(w, x) <= 0 }

    /// Whether the answer would be right with b taken away, and wrong without it as with it.
    var isRightWithBiasTurned: Bool { y * (dot(w, x) - b) > 0 && y * dot(w, x) <= 0 }

    /// Whether one step leaves the answer wrong.
    var stillWrong: Bool {
        let (w, b) = moved(push)
        return y * (dot(w, x) + b) <= 0
    }

    /// Moves again and again until the answer is right.
    func movedUntilRight() -> (w: Tensor, b: Scalar) {
        var sample = self
        while sample.push != 0 { (sample.w, sample.b) = sample.moved(sample.push) }
        return (sample.w, sample.b)
    }

    /// The answer of the classifier, which at a score of 0 depends on how a tie is decided.
    func answer(atZero tie: Scalar) -> Scalar { score == 0 ? tie : score > 0 ? 1 : -1 }

    /// Moves the first features, all unless told otherwise, and the bias.
    func moved(_ push: Scalar, rate: Scalar? = nil, features: Int = .max) -> (w: Tensor, b: Scalar) {
        let step = (rate ?? self.rate) * push
        let steps = x.scalars.enumerated().map { $0.offset < features ? $0.element * step : 0 }
        return (w + Tensor(steps), b + step)
    }
}

let update = Check<Sample, (w: Tensor, b: Scalar)> { c in
    c.inputs { samples(&$0) }
    c.right { $0.moved($0.push) }
    c.wrong("A sample that was already right changed the weights. Learning is driven by mistakes.") { $0.moved($0.y) }
    c.wrong(.tie, "With zero weights the score is 0, and nothing is right yet; here nothing is learned either.") {
        $0.moved($0.y * $0.score < 0 ? $0.y : 0)
    }
    c.wrong(.tie, "With zero weights a positive sample is right by luck only. In training a tie is a mistake.") {
        $0.moved($0.answer(atZero: 1) != $0.y ? $0.y : 0)
    }
    c.wrong(.tie, "With zero weights a negative sample is right by luck only. In training a tie is a mistake.") {
        $0.moved($0.answer(atZero: -1) != $0.y ? $0.y : 0)
    }
    c.wrong(
        "A sample that was right by a small margin changed the weights. The perceptron asks whether it is right, not by how much.",
        forEach: [1, 0.5]
    ) { $0.moved($0.y * $0.score <= $1 ? $0.y : 0) }
    c.wrong("The score was made without b. Whether it is a mistake depends on the whole score, w·x + b.") {
        $0.moved($0.y * dot($0.w, $0.x) <= 0 ? $0.y : 0)
    }
    c.wrong("In the score b was taken away. It is added: w·x + b.") {
        $0.moved($0.y * (dot($0.w, $0.x) - $0.b) <= 0 ? $0.y : 0)
    }
    c.wrong("The sample was corrected again and again until it was right. One sample gives one step.") {
        $0.movedUntilRight()
    }
    c.wrong(
        "y is missing in the step: it always goes towards x. The label says whether towards it or away from it.",
        { $0.moved(abs($0.push)) }, { ($0.moved(abs($0.push)).w, $0.moved($0.push).b) },
        { ($0.moved($0.push).w, $0.moved(abs($0.push)).b) })
    c.wrong("This is the step, not the weights after it. A step starts from where the weights are.") {
        ($0.moved($0.push).w - $0.w, $0.moved($0.push).b - $0.b)
    }
    c.wrong(.sign, "The weights moved away. After an update this sample's score should be nearer to its label.") {
        $0.moved(-$0.push)
    }
    c.wrong("The bias never moves. It is a weight too, with an input that is always 1.") { ($0.moved($0.push).w, $0.b) }
    c.wrong("The bias moved once for every feature. One sample gives it one push.") {
        ($0.moved($0.push).w, $0.b + Scalar($0.x.size) * $0.rate * $0.push)
    }
    c.wrong(
        .convention, "Label minus prediction is 2 or −2 with these labels, so the steps are twice the ones asked for.",
        { $0.moved($0.y - $0.answer(atZero: 1)) }, { $0.moved($0.y - $0.answer(atZero: -1)) },
        { $0.moved($0.y - $0.answer(atZero: 1), rate: 1) }, { $0.moved($0.y - $0.answer(atZero: -1), rate: 1) })
    c.wrong("All weights moved by the same amount. An input that was larger has a larger part in the mistake.") {
        ($0.w + $0.rate * $0.push, $0.b + $0.rate * $0.push)
    }
    c.wrong(
        .convention, "Samples with the negative label never change anything. Were the labels taken as 0 and 1?"
    ) { $0.moved(max(0, $0.push)) }
    c.wrong(
        .convention,
        """
        Label minus answer, with an answer of 0 or 1: that is the rule for labels 0 and 1. With −1 and +1 it corrects \
        samples that were right, and takes double steps.
        """, { $0.moved($0.y - max(0, $0.answer(atZero: 1))) }, { $0.moved($0.y - max(0, $0.answer(atZero: -1))) },
        { $0.moved($0.y - max(0, $0.answer(atZero: 1)), rate: 1) },
        { $0.moved($0.y - max(0, $0.answer(atZero: -1)), rate: 1) })
    c.wrong(
        "The rate is missing. It says how far to go, for the weights and for the bias.",
        { $0.moved($0.push, rate: 1) }, { ($0.moved($0.push, rate: 1).w, $0.moved($0.push).b) },
        { ($0.moved($0.push).w, $0.moved($0.push, rate: 1).b) })
    c.constant("the rate", [0.5, 0.1, 2]) { $0.moved($0.push, rate: $1) }
    c.ignoresInput("the sample", { ($0.w, $0.b) }, { (Tensor(zeros: $0.w.shape), 0) })
    c.onlyFirst("features", [2, 3]) { $0.moved($0.push, features: $1) }
    c.wrong(
        "The step grows with the score. This perceptron looks at its decision: right or wrong, no more and no less.",
        { $0.moved($0.y - $0.score) }, { $0.moved($0.y - $0.score, rate: 1) },
        { $0.moved($0.y - 1 / (1 + exp(-$0.score))) }, { $0.moved($0.y - 1 / (1 + exp(-$0.score)), rate: 1) })
}

/// A false positive, a right answer, two fresh starts, a false negative, another right answer; each with a rate and a
/// number of features of its own, and none with those of the example. The first is wrong by its bias, and still wrong after one
/// step, the right ones are right by their bias, one of them barely, and the false negative would be right with the bias turned.
private func samples(_ generator: inout SeededGenerator) -> [Sample] {
    var rates = ([0.75, 1.5, 2.5, 3, 4] as [Scalar]).shuffled(using: &generator) + [0.25]
    func drawn(_ features: Int, label: Scalar, where isWanted: (Sample) -> Bool) -> Sample {
        let rate = rates.removeLast()
        while true {
            let (w, x) = (generator.nonZeroHalves([features]), generator.nonZeroHalves([features]))
            let sample = Sample(w: w, b: generator.nonZeroHalf(), x: x, y: label, rate: rate)
            if sample.score != 0, isWanted(sample) { return sample }
        }
    }
    func start(_ features: Int, label: Scalar) -> Sample {
        let x = generator.nonZeroHalves([features])
        return Sample(w: 0 * x, b: 0, x: x, y: label, rate: rates.removeLast())
    }
    return [
        drawn(3, label: -1) { $0.push != 0 && $0.stillWrong && $0.isDecidedByBias },
        drawn(4, label: 1) { $0.push == 0 && $0.isDecidedByBias && $0.score <= 0.5 },
        start(5, label: 1), start(6, label: -1), drawn(7, label: 1) { $0.push != 0 && $0.isRightWithBiasTurned },
        drawn(8, label: -1) { $0.push == 0 && $0.isDecidedByBias },
    ]
}
