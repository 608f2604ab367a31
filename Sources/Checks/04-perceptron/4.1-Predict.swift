// 4.1 predict
// points: 1
// minutes: 8
// difficulty: easy
// section: A neuron is a line with a positive side
// hint: There are two steps: a score for every point, then a decision about every score.
// hint: All scores come from one matrix product and one addition. What is the shape of x · w?
// hint: A comparison such as `scores .>= 0` gives 1 and 0. Which line through those two answers gives +1 and −1?

import Foundation
import Grading
import Nabla

struct Points {
    var x: Tensor, w: Tensor, b: Scalar

    func labels(_ decide: (Scalar) -> Scalar) -> Tensor { Tensor(scores(x, w, b).map(decide)) }

    var right: Tensor { labels { $0 >= 0 ? 1 : -1 } }

    func with(b: Scalar) -> Points { Points(x: x, w: w, b: b) }

    func keeping(features: Int) -> Points { Points(x: x[.all, 0..<features], w: w[0..<features], b: b) }
}

let predict = Check<Points, Tensor>(result: "labels") { c in
    c.inputs { generator in [points(6, 3, &generator), points(8, 4, &generator)] }
    c.right { $0.right }
    c.wrong(.tie, "Points on the line get −1 here. A score of 0 is decided too: the text says for which side.") {
        $0.labels { $0 > 0 ? 1 : -1 }
    }
    c.wrong(.tie, "A classifier has no third answer, but a point on the line gets 0.") {
        $0.labels { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    }
    c.wrong(
        .convention, "The labels of this task are −1 and +1, not 0 and 1; the learning rule multiplies by them."
    ) { $0.labels { $0 >= 0 ? 1 : 0 } }
    c.wrong("These are the scores. Score first, decision second.") { $0.labels { $0 } }
    c.wrong("It looks as if b was left out. A line through the origin is a special case.") { $0.with(b: 0).right }
    c.wrong(.sign, "b was subtracted, as if it were a threshold. A threshold and a bias have opposite signs.") {
        $0.with(b: -$0.b).right
    }
    c.opposite("Every answer is the opposite one. Which side of the line is positive?")
    c.wrong(
        .convention,
        """
        Two things at once: the answers are 0 and 1 instead of −1 and +1, and points on the line count as negative. The \
        text decides both.
        """
    ) { $0.labels { $0 > 0 ? 1 : 0 } }
    c.wrong(
        .convention,
        """
        w·x was compared with b, and the answers are 0 and 1. b is a bias, to be added, and the labels here are −1 and \
        +1.
        """, { $0.with(b: -$0.b).labels { $0 >= 0 ? 1 : 0 } }, { $0.with(b: -$0.b).labels { $0 > 0 ? 1 : 0 } })
    c.wrong("A soft step gives fractions. This perceptron decides: +1 or −1, nothing between.") {
        $0.labels { 1 / (1 + exp(-$0)) }
    }
    c.onlyFirst("points", [6, 3]) { input, count in
        Tensor(input.right.scalars.enumerated().map { $0.offset < count ? $0.element : 0 })
    }
    c.recognises(
        "Right as far as it goes, but some points have no answer. How many points there are differs from call to call: "
            + "ask x.shape[0]."
    ) { input, came in
        guard let labels = came.tensor, labels.rank == 1, labels.size > 0 else { return false }
        return labels.scalars == Array(input.right.scalars.prefix(labels.size))
    } example: {
        $0.right[0..<3]
    }
    c.onlyFirst("features", [3, 2]) { $0.keeping(features: $1).right }
    c.wrong("Every point gets the same answer. The answer has to depend on the point.", forEach: [1, -1, 0]) {
        input, answer in input.labels { _ in answer }
    }
    c.recognises(
        "There is one answer for all points together. The sum runs over the features of a point, not over the points.",
        { $1.tensor?.shape == [] },
        example: { Tensor(matmul($0.x, $0.w).sum() + $0.b >= 0 ? 1 : -1) }, { Tensor(matmul($0.x, $0.w).sum() + $0.b) })
    c.accepts("scores by a matrix product") { input in
        let column = input.w.reshaped(to: [input.w.size, 1])
        let scores = matmul(input.x, column).reshaped(to: [input.x.shape[0]]) + input.b
        return (scores .>= 0) * 2 - 1
    }
}

/// Points on both sides, and two exactly on the line: w[0] is a power of two, and the first coordinate gives way.
private func points(_ count: Int, _ features: Int, _ generator: inout SeededGenerator) -> Points {
    while true {
        var (x, w) = (generator.halves([count, features]), generator.nonZeroHalves([features]))
        let b = generator.nonZeroHalf()
        w[0] = Tensor([-2, -1, 1, 2].randomElement(using: &generator)!)
        for half in [0..<count / 2, count / 2..<count] {
            let row = Int.random(in: half, using: &generator)
            let rest = dot(w[1..<features], x[row, 1..<features]) + b
            x[row, 0] = Tensor(-rest / w[0].item)
        }
        let values = scores(x, w, b)
        if values.contains(where: { $0 < 0 }), values.contains(where: { $0 > 0 }) {
            return Points(x: x, w: w, b: b)
        }
    }
}
