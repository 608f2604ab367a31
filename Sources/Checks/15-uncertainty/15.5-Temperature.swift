// 15.5 temperature
// points: 2
// minutes: 10
// difficulty: medium
// hint: For one candidate: divide the scores, take the logarithm of the softmax, pick the right class of each row.
// hint: The loss is minus the mean of what you picked. Do it for every candidate, in the order they came.
// hint: `losses.indices.min { losses[$0] < losses[$1] }!` is the place of the smallest loss; the candidate there is the answer.

import Foundation
import Grading
import Nabla

typealias Cooled = (best: Scalar, losses: [Scalar])

struct HeldOut: Sendable {
    var scores: Tensor, labels: [Int], candidates: [Scalar]

    var classes: Int { scores.shape[1] }
    var count: Scalar { Scalar(labels.count) }
    private var isRight: Tensor { Tensor(oneHot: labels, classes: classes) }

    /// −ln of each right class's probability.
    func charges(_ probabilities: Tensor) -> [Scalar] {
        (probabilities * isRight).sum(alongAxes: 1).scalars.map { -log($0) }
    }
    func loss(_ probabilities: Tensor) -> Scalar { charges(probabilities).reduce(0, +) / count }
    func chosen(_ score: (Scalar) -> Scalar) -> Cooled {
        let losses = candidates.map(score)
        let best = losses.indices.min { losses[$0] < losses[$1] }!
        return (candidates[best], losses)
    }
    var right: Cooled { chosen { loss(softmax(scores / $0)) } }

    func error(_ probabilities: Tensor) -> Scalar {
        Scalar(zip(probabilities.argmax(alongAxis: 1), labels).count { $0 != $1 }) / count
    }
    func brier(_ probabilities: Tensor) -> Scalar { square(probabilities - isRight).sum() / count }
    /// In ten bins.
    func calibrationError(_ probabilities: Tensor) -> Scalar {
        let confidence = probabilities.max(alongAxes: 1).scalars
        let right = zip(probabilities.argmax(alongAxis: 1), labels).map { $0 == $1 }
        return (0..<10).map { bin in
            let members = confidence.indices.filter { min(Int(confidence[$0] * 10), 9) == bin }
            return abs(members.map { (right[$0] ? 1 : 0) - confidence[$0] }.reduce(0, +)) / count
        }.reduce(0, +)
    }
}

let temperature = Check<HeldOut, Cooled> { c in
    c.inputs { generator in [heldOut(7, 3, &generator), heldOut(9, 4, &generator)] }
    c.right { $0.right }
    c.wrong("The scores were multiplied by T. Hot means undecided: what should T = 1000 do?") { input in
        input.chosen { input.loss(softmax(input.scores * $0)) }
    }
    c.wrong("The calibration error was minimized. It jumps with the bins; the task names the cross-entropy.") { input in
        input.chosen { input.calibrationError(softmax(input.scores / $0)) }
    }
    c.wrong("These are shares of wrong answers. Does dividing all scores ever change which is largest?") { input in
        input.chosen { input.error(softmax(input.scores / $0)) }
    }
    c.wrong(
        .twice, "The softmax came first, and T after it. Scores are divided, not probabilities.",
        { input in input.chosen { input.loss(softmax(softmax(input.scores) / $0)) } },
        { input in input.chosen { input.loss(softmax(input.scores) / $0) } })
    c.wrong(.twice, "A softmax was taken of a softmax. Scores go in once.") { input in
        input.chosen { input.loss(softmax(softmax(input.scores / $0))) }
    }
    c.wrong(.twice, "The scores were divided by T². Dividing once is enough; T = 1 does not show the difference.") {
        input in
        input.chosen { input.loss(softmax(input.scores / ($0 * $0))) }
    }
    c.wrong(.sign, "The losses are right, and the largest was chosen. Which is better?") { input in
        let losses = input.right.losses
        return (input.candidates[losses.indices.max { losses[$0] < losses[$1] }!], losses)
    }
    c.wrong("The losses are squared errors of the probabilities. The task names the cross-entropy.") { input in
        input.chosen { input.brier(softmax(input.scores / $0)) }
    }
    c.wrong(.average, "These are sums over the samples. The mean was asked.") { input in
        input.chosen { input.count * input.loss(softmax(input.scores / $0)) }
    }
    c.wrong(.sign, "The sign is turned: this is the mean of ln p. A loss is smaller where the answer is better.") {
        input in
        input.chosen { -input.loss(softmax(input.scores / $0)) }
    }
    c.wrong("The losses are right; best is the place of the candidate, not the candidate.") { input in
        let (best, losses) = input.right
        return (Scalar(input.candidates.firstIndex(of: best)!), losses)
    }
    c.wrong("The losses are right; best is the smallest loss. The temperature was asked.") {
        ($0.right.losses.min()!, $0.right.losses)
    }
    c.wrong("The losses came sorted. They belong to the candidates, in their order.") {
        ($0.right.best, $0.right.losses.sorted())
    }
    c.wrong("This is the probability of the right class. The loss is −ln of it.") { input in
        input.chosen { t in input.charges(softmax(input.scores / t)).map { exp(-$0) }.reduce(0, +) / input.count }
    }
    c.wrong("This is the logarithm of the mean probability. Take the logarithm first, sample by sample.") { input in
        input.chosen { t in
            -log(input.charges(softmax(input.scores / t)).map { exp(-$0) }.reduce(0, +) / input.count)
        }
    }
    c.accepts("the scores multiplied by 1/T") { input in
        input.chosen { input.loss(softmax(input.scores * (1 / $0))) }
    }
}

/// A network that is too certain: most answers right, two surely wrong. The best candidate is neither the first nor the last
/// nor 1, and no candidate's reciprocal is in the list, but that of 1.
private func heldOut(_ count: Int, _ classes: Int, _ generator: inout SeededGenerator) -> HeldOut {
    while true {
        let scores = generator.halves([count, classes], limit: 3)
        let answers = scores.argmax(alongAxis: 1)
        let wrong = Set((0..<count).shuffled(using: &generator).prefix(2))
        let labels = answers.indices.map { place in
            wrong.contains(place)
                ? (answers[place] + Int.random(in: 1..<classes, using: &generator)) % classes : answers[place]
        }
        let candidates = ([0.6, 1, 1.4, 2.5, 4] as [Scalar]).shuffled(using: &generator)
        let drawn = HeldOut(scores: scores, labels: labels, candidates: candidates)
        let best = drawn.right.best
        if best != 1 && best != candidates[0] && best != candidates[4] { return drawn }
    }
}
