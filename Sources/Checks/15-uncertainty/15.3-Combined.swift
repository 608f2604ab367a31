// 15.3 combined
// points: 1
// minutes: 5
// difficulty: easy
// hint: Scores of different members have no common zero. What has to happen to each row first?
// hint: After softmax every row sums to 1. Now the rows may be averaged.
// hint: `softmax(scores)` works row by row; `.mean(alongAxes: 0)` averages over the members.

import Grading
import Nabla

struct Opinions: Sendable {
    var scores: Tensor

    var count: Scalar { Scalar(scores.shape[0]) }
    var probabilities: Tensor { softmax(scores) }
    var mean: Tensor { probabilities.mean(alongAxes: 0) }
    func normalized(_ x: Tensor) -> Tensor { x / x.sum() }
    /// The member with the largest probability of all.
    var loudest: Int {
        let certain = probabilities.max(alongAxes: 1)
        return certain.argmax()
    }
}

let combined = Check<Opinions, Tensor>(input: "scores", result: "probabilities") { c in
    c.inputs { generator in [opinions(3, 4, &generator), opinions(5, 3, &generator)] }
    c.right { $0.mean }
    c.wrong(
        .meanOfRatios,
        "The scores were averaged, then came the softmax. A very certain member outvotes the rest so: average what sums to 1."
    ) { softmax($0.scores.mean(alongAxes: 0)) }
    c.wrong(
        "The probabilities were multiplied, or the scores added. Members trained on the same data are not independent witnesses."
    ) { softmax($0.scores.sum(alongAxes: 0)) }
    c.wrong("Each member has one vote for its largest class. A vote forgets how sure it was.") { input in
        Tensor(oneHot: input.scores.argmax(alongAxis: 1), classes: input.scores.shape[1]).mean(alongAxes: 0)
    }
    c.wrong("This is the most certain member alone. The others were asked as well.") {
        $0.probabilities[$0.loudest]
    }
    c.wrong(.average, "These are sums over the members. What must probabilities sum to?") {
        $0.probabilities.sum(alongAxes: 0)
    }
    c.wrong(.twice, "A softmax was taken of probabilities. It expects scores.") { softmax($0.mean) }
    c.wrong(
        .axis, "The softmax went over the members. Which axis holds the classes?",
        { softmax($0.scores.transposed()).transposed().mean(alongAxes: 0) })
    c.wrong(.axis, "The mean went over the classes. Who is averaged?") { $0.probabilities.mean(alongAxes: 1) }
    c.wrong(
        "These are the largest probabilities of each class, normalized or not. Every member counts, also the doubtful one.",
        { $0.normalized($0.probabilities.max(alongAxes: 0)) }, { $0.probabilities.max(alongAxes: 0) })
    c.wrong("These are scores. Probabilities were asked.") { $0.scores.mean(alongAxes: 0) }
    c.wrong("This is one member. All of them were asked.", { $0.probabilities[0] }) {
        $0.probabilities[$0.scores.shape[0] - 1]
    }
    c.wrong("All members' answers came back. One answer was asked.") { $0.probabilities }
    c.wrong(.average, "The sum was divided by the number of classes. How many members are there?") {
        $0.probabilities.sum(alongAxes: 0) / Scalar($0.scores.shape[1])
    }
    c.onlyFirst("members", [2]) { Opinions(scores: $0.scores[0..<$1]).mean }
    c.accepts("row by row") { input in
        let rows = (0..<input.scores.shape[0]).map { softmax(input.scores[$0]) }
        return rows.dropFirst().reduce(rows[0], +) / input.count
    }
}

/// Members of unequal certainty, the first and the last not the loudest, who do not all prefer one class.
private func opinions(_ count: Int, _ classes: Int, _ generator: inout SeededGenerator) -> Opinions {
    while true {
        let drawn = Opinions(scores: generator.halves([count, classes], limit: 3))
        if Set(drawn.scores.argmax(alongAxis: 1)).count > 1 && (1..<count - 1).contains(drawn.loudest) { return drawn }
    }
}
