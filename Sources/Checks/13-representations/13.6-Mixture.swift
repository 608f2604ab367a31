// 13.6 mixture
// points: 3
// minutes: 20
// difficulty: hard
// essential: yes
// by hand: Variable
// hint: For y: softmax along each row, the place of its largest, and that one probability times that one expert's output.
// hint: Let p be the probability of the chosen expert. The gradient of the loss with respect to p is the product of
//   g[n] and that expert's output. What is left is how p depends on each score.
// hint: ∂p/∂sⱼ is p·(1 − p) for the score of the chosen expert and −p·pⱼ for every other one (exercise 6.3).

import Grading
import Nabla

typealias Mixed = (y: Tensor, dGate: Tensor)

struct Experts: Sendable {
    var gate: Tensor, outputs: Tensor, g: Tensor

    var n: Int { gate.shape[0] }
    var k: Int { gate.shape[1] }
    var p: Tensor { softmax(gate) }
    /// Down the columns: the samples compete.
    var columnwise: Tensor { softmax(gate.transposed()).transposed() }
    var asked: [Int] { gate.argmax(alongAxis: 1) }
    /// 1 for the chosen expert. Shape: [n, k].
    var mask: Tensor { Tensor(oneHot: asked, classes: k) }
    /// Σ over k of weight · output. Shape: [n, o].
    func mixed(_ weights: Tensor) -> Tensor { (weights.expanded(atAxis: 2) * outputs).sum(alongAxes: 1) }
    /// g · output for each expert. Shape: [n, k].
    var gains: Tensor { (g.expanded(atAxis: 1) * outputs).sum(alongAxes: 2) }
    /// The gradient of Σ weights(p)·gains, with the softmax on the way back.
    func throughSoftmax(_ dp: Tensor) -> Tensor { p * (dp - (p * dp).sum(alongAxes: 1, keepingAxes: true)) }

    func result(y: Tensor? = nil, dGate: Tensor? = nil) -> Mixed {
        (y ?? mixed(p * mask), dGate ?? throughSoftmax(mask * gains))
    }
    var zeros: Tensor { Tensor(zeros: gate.shape) }
    /// The rows of y in the order of the experts, as one gets who goes through the experts and appends.
    var byExpert: Tensor {
        let order = asked.indices.sorted { (asked[$0], $0) < (asked[$1], $1) }
        return mixed(p * mask).gathering(order)
    }

    /// Each expert is chosen, not in their order, and nobody nearly wins.
    var tells: Bool {
        let isClear = (0..<n).allSatisfy { row in
            let sorted = p[row].scalars.sorted()
            return sorted[k - 1] - sorted[k - 2] > 0.05 && sorted[1] - sorted[0] > 0.02
        }
        return isClear && Set(asked).count == k && asked != asked.sorted()
    }
}

let mixture = Check<Experts, Mixed> { c in
    c.inputs { generator in [drawn(5, 3, 2, &generator), drawn(6, 4, 3, &generator)] }
    c.right { $0.result() }
    c.wrong(
        "The chosen expert always counts with weight 1. Then nothing tells the gate whether it chose well.",
        { $0.result(y: $0.mixed($0.mask), dGate: $0.zeros) }, { $0.result(y: $0.mixed($0.mask)) })
    c.wrong(
        .axis, "The softmax ran down the columns, over the samples. Who competes: the experts, or the samples?",
        { input in
            let p = input.columnwise
            let dp = input.mask * input.gains
            return input.result(
                y: input.mixed(p * input.mask), dGate: p * (dp - (p * dp).sum(alongAxes: 0, keepingAxes: true)))
        },
        { input in input.result(y: input.mixed(input.columnwise * input.mask)) })
    c.wrong(
        "All experts answer. Only the one with the largest probability was to answer.",
        { $0.result(y: $0.mixed($0.p), dGate: $0.throughSoftmax($0.gains)) }, { $0.result(y: $0.mixed($0.p)) })
    c.wrong(.pairing, "The answers stand in the order of the experts. Put every answer back into its row.") {
        $0.result(y: $0.byExpert)
    }
    c.wrong(
        "The score itself is the weight. Probabilities are positive and sum to 1.",
        { $0.result(y: $0.mixed($0.gate * $0.mask), dGate: $0.mask * $0.gains) },
        { $0.result(y: $0.mixed($0.gate * $0.mask)) })
    c.wrong(
        "y is right, and the gradient is 0: the gate never learns. y depends on a probability; what does that depend on?"
    ) {
        $0.result(dGate: $0.zeros)
    }
    c.wrong(
        .chain,
        "Only the score of the chosen expert has a gradient. Raising a loser's score lowers the winner's probability.",
        { $0.result(dGate: $0.mask * $0.throughSoftmax($0.mask * $0.gains)) })
    c.wrong(
        .sign, "The expert with the smallest probability was chosen. Which one was to be?",
        { input in
            let mask = Tensor(oneHot: input.gate.argmin(alongAxis: 1), classes: input.k)
            return input.result(
                y: input.mixed(input.p * mask), dGate: input.throughSoftmax(mask * input.gains))
        })
    c.wrong(
        .chain, "The gradient stops at the probability: the step through the softmax is missing.",
        { $0.result(dGate: $0.mask * $0.gains) })
    c.wrong(
        .chain, "Each score was taken to move its own probability only, p·(1 − p), and that for every expert.",
        { $0.result(dGate: $0.gains * $0.p * (1 - $0.p)) })
    c.wrong(.chain, "y is right, the gradient is that of a mixture in which all experts answer.") {
        $0.result(dGate: $0.throughSoftmax($0.gains))
    }
    c.wrong(.sign, "The gradient has the opposite sign.") { $0.result(dGate: -$0.throughSoftmax($0.mask * $0.gains)) }
    c.wrong(
        .average, "The gradient was divided by the number of samples. The loss may have done that already: it is in g."
    ) {
        $0.result(dGate: $0.throughSoftmax($0.mask * $0.gains) / Scalar($0.n))
    }
    c.wrong(.chain, "g is missing in the gradient: each output counts as if ∂loss/∂y were 1.") { input in
        input.result(dGate: input.throughSoftmax(input.mask * input.outputs.sum(alongAxes: 2)))
    }
    c.accepts("p·(mask − p) times the gain") { input in
        let chosen = (input.p * input.mask).sum(alongAxes: 1, keepingAxes: true)
        let gain = (input.gains * input.mask).sum(alongAxes: 1, keepingAxes: true)
        return input.result(dGate: gain * chosen * (input.mask - input.p))
    }
}

private func drawn(_ n: Int, _ k: Int, _ o: Int, _ generator: inout SeededGenerator) -> Experts {
    while true {
        let experts = Experts(
            gate: generator.halves([n, k], limit: 2), outputs: generator.nonZeroHalves([n, k, o], limit: 3),
            g: generator.nonZeroHalves([n, o], limit: 2))
        if experts.tells { return experts }
    }
}
