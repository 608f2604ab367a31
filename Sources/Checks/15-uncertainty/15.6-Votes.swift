// 15.6 votes
// points: 2
// minutes: 10
// difficulty: medium
// hint: Every row of `masks` makes another hidden layer. All of them together are one table [V, D].
// hint: One product and one softmax give the votes, [V, C]. Mean and standard deviation run over the votes, axis 0.
// hint: `answers - mean` subtracts the mean of each class from its column; square, average over axis 0, take the root.

import Grading
import Nabla

typealias Voted = (mean: Tensor, deviation: Tensor)

struct Masked: Sendable {
    var h: Tensor, w: Tensor, masks: Tensor, p: Scalar

    var count: Int { masks.shape[0] }
    func scores(_ masks: Tensor, by kept: Scalar) -> Tensor { matmul(h * masks / kept, w) }
    var scores: Tensor { scores(masks, by: 1 - p) }
    var answers: Tensor { softmax(scores) }
    func summary(_ answers: Tensor) -> Voted {
        let mean = answers.mean(alongAxes: 0)
        return (mean, sqrt(square(answers - mean).mean(alongAxes: 0)))
    }
    var right: Voted { summary(answers) }
    /// One answer, given by every vote.
    func alike(_ answer: Tensor) -> Voted { (answer, Tensor(zeros: answer.shape)) }
}

let votes = Check<Masked, Voted> { c in
    c.inputs { generator in [masked(4, 3, votes: 5, &generator), masked(5, 4, votes: 7, &generator)] }
    c.right { $0.right }
    c.wrong(.trainOrTest, "Dropout is off: all votes say the same. Where should they differ?") { input in
        input.alike(softmax(matmul(input.h.expanded(atAxis: 0), input.w))[0])
    }
    c.wrong(
        "One mask was used for all votes. Many times the same opinion is one opinion.",
        { $0.alike($0.answers[0]) }, { $0.alike($0.answers[$0.count - 1]) })
    c.wrong(
        .axis, "Mean or deviation went over the classes. Who disagrees: the votes, or the classes?",
        { input in
            let mean = input.answers.mean(alongAxes: 1, keepingAxes: true)
            return (input.right.mean, sqrt(square(input.answers - mean).mean(alongAxes: 1)))
        },
        { input in
            let mean = input.answers.mean(alongAxes: 1, keepingAxes: true)
            return (mean.reshaped(to: [input.count]), sqrt(square(input.answers - mean).mean(alongAxes: 1)))
        })
    c.wrong(.meanOfRatios, "The scores were averaged, then came the softmax. Votes are probabilities.") {
        (softmax($0.scores.mean(alongAxes: 0)), $0.right.deviation)
    }
    c.wrong("The kept units were not divided by 1 − p. In training the survivors spoke louder.") {
        $0.summary(softmax($0.scores($0.masks, by: 1)))
    }
    c.wrong("Divided by p. Which share of the units is kept?") { $0.summary(softmax($0.scores($0.masks, by: $0.p))) }
    c.wrong("Multiplied by 1 − p, not divided by it.") { $0.summary(softmax($0.scores($0.masks, by: 1 / (1 - $0.p)))) }
    c.wrong("The masks are inverted. Does a 1 keep or drop?") {
        $0.summary(softmax($0.scores(1 - $0.masks, by: 1 - $0.p)))
    }
    c.wrong(.convention, "The deviation has V − 1 below. The task has V.") {
        let n = Scalar($0.count)
        return ($0.right.mean, $0.right.deviation * (n / (n - 1)).squareRoot())
    }
    c.wrong("The deviation is a variance. In which unit do probabilities deviate?") {
        ($0.right.mean, square($0.right.deviation))
    }
    c.wrong("The deviation is that of the scores. Votes are probabilities.") {
        ($0.right.mean, $0.summary($0.scores).deviation)
    }
    c.wrong("These are scores. A vote ends with softmax.") { $0.summary($0.scores) }
    c.wrong("The masks were averaged into one. Each vote has a mask of its own.") { input in
        input.alike(softmax(input.scores(input.masks.mean(alongAxes: 0, keepingAxes: true), by: 1 - input.p))[0])
    }
    c.wrong(.average, "The votes were added up. Their mean was asked.") {
        ($0.answers.sum(alongAxes: 0), $0.right.deviation)
    }
    c.wrong("The deviation is the standard error: the deviation over √V. How far do single votes differ?") {
        ($0.right.mean, $0.right.deviation / Scalar($0.count).squareRoot())
    }
    c.wrong("The deviation is the mean distance from the mean. The standard deviation was asked.") { input in
        (input.right.mean, abs(input.answers - input.right.mean).mean(alongAxes: 0))
    }
    c.onlyFirst("votes", [2, 3]) { input, n in
        Masked(h: input.h, w: input.w, masks: input.masks[0..<n], p: input.p).right
    }
    c.constant("p", [0.5] as [Scalar]) { Masked(h: $0.h, w: $0.w, masks: $0.masks, p: $1).right }
    c.accepts("vote by vote, with the mean of the squares") { input in
        let answers = (0..<input.count).map { softmax(input.scores[$0]) }
        let n = Scalar(input.count)
        let mean = answers.dropFirst().reduce(answers[0], +) / n
        let squares = answers.dropFirst().reduce(square(answers[0])) { $0 + square($1) } / n
        return (mean, sqrt(maximum(squares - square(mean), Tensor(0))))
    }
}

/// No hidden unit is 0, no two masks are alike, and p is not ½.
private func masked(_ hidden: Int, _ classes: Int, votes: Int, _ generator: inout SeededGenerator) -> Masked {
    var masks: [[Scalar]] = []
    while masks.count < votes {
        let mask = (0..<hidden).map { _ -> Scalar in Bool.random(using: &generator) ? 1 : 0 }
        if !masks.contains(mask) { masks.append(mask) }
    }
    return Masked(
        h: generator.nonZeroHalves([hidden], limit: 2), w: generator.nonZeroHalves([hidden, classes], limit: 1),
        masks: Tensor(masks), p: ([0.2, 0.25, 0.4] as [Scalar]).randomElement(using: &generator)!)
}
