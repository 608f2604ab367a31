// 4.5 counterexample
// points: 2
// minutes: 12
// difficulty: medium
// essential: yes
// section: XOR makes four constraints that contradict each other
// hint: You need no formula for the point: there are only four candidates, and each can be tried.
// hint: For each corner: what does the line predict, with score 0 counting as +1, and what is the label?
// hint: Return the first corner where prediction and label differ. Why is there always one?

import Grading
import Nabla

struct Claim {
    var w: Tensor, b: Scalar

    var values: [Scalar] { scores(corners, w, b) }

    /// The first corner that the test of score and label picks.
    func first(
        labels: [Scalar] = xorLabels, otherwise: Int = 0, _ test: (Scalar, Scalar) -> Bool = { predicted($0) != $1 }
    ) -> Int { (0..<4).first { test(values[$0], labels[$0]) } ?? otherwise }

    /// The first corner with the largest merit.
    func best(_ merit: (Scalar) -> Scalar) -> Int {
        let merits = values.map(merit)
        return merits.firstIndex(of: merits.max()!)!
    }
}

private func predicted(_ score: Scalar) -> Scalar { score >= 0 ? 1 : -1 }

let counterexample = Check<Claim, Int>(result: "corner") { c in
    c.inputs { generator in
        // Lines through corners make ties; the last three have no direction at all.
        (0..<31).map { _ in
            Claim(w: generator.halves([2], limit: 2), b: generator.halves([], limit: 2).item)
        } + [0, 1, -1].map { Claim(w: [0, 0], b: $0) }
    }
    c.right { $0.first() }
    c.wrong("Always corner 0. Another line may get it right: its score is b, its label −1, and both have to count.") {
        _ in 0
    }
    c.wrong("Always the same corner. Another line may get this corner right.", forEach: [1, 2, 3]) { $1 }
    c.wrong("The corner nearest to the line. Close is not wrong.") { $0.best { -abs($0) } }
    c.wrong(
        "A corner with a negative score. That is wrong only where the label is positive.", forEach: [0, 3, -1]
    ) { $0.first(otherwise: $1) { score, _ in score < 0 } }
    c.wrong("The corner with the largest score. Compare it with the label.") { $0.best { $0 } }
    c.wrong(
        .tie, "With w = 0 and b = 0 every score is 0, and no corner was found. Use the tie rule of the prediction.",
        forEach: [-1, 1, 2]
    ) { $0.first(otherwise: $1) { $0 * $1 < 0 } }
    c.wrong("These corners are right, not wrong: are the labels those of equal or of different inputs?") {
        $0.first { predicted($0) == $1 }
    }
    c.wrong(
        .tie, "A score of 0 was taken for a mistake, as in training. Here it predicts +1, which may be right."
    ) { $0.first { $0 * $1 <= 0 } }
    c.wrong(.tie, "A score of 0 was read as −1. Here it predicts +1, which may be right.") {
        $0.first { ($0 > 0 ? 1 : -1) != $1 }
    }
    c.wrong(
        "The labels are those of another gate. XOR wants +1 where exactly one input is 1.",
        forEach: [[-1, -1, -1, 1], [-1, 1, 1, 1], [1, 1, 1, -1]]
    ) { $0.first(labels: $1) }
    c.wrong("The corner farthest from the line. Far is not wrong; compare with the label.") { $0.best { abs($0) } }
    c.wrong("Corners 1 and 2 are exchanged: corner 1 is (0, 1), corner 2 is (1, 0).") {
        Claim(w: Tensor([$0.w[1].item, $0.w[0].item]), b: $0.b).first()
    }
    c.wrong(.offByOne, "The corners are counted from 1 here. They have the numbers 0, 1, 2 and 3.") { $0.first() + 1 }
    c.accepts("the corner with the smallest product of label and score") { claim in
        let products = (0..<4).map { claim.values[$0] * xorLabels[$0] }
        return products.firstIndex(of: products.min()!)!
    }
    c.accepts("the last such corner") { claim in (0..<4).last { predicted(claim.values[$0]) != xorLabels[$0] }! }
    c.judges { claim, came in
        guard let corner = came.number, let index = (0..<4).first(where: { Scalar($0) == corner }) else {
            return "there is no corner \(came.number.map { display($0) } ?? ""), only 0, 1, 2 and 3"
        }
        guard predicted(claim.values[index]) == xorLabels[index] else { return nil }
        return """
            corner \(index) is \(corners[index].brief), label \(xorLabels[index] > 0 ? "+1" : "-1"); its score here is \
            \(display(claim.values[index])), which is right
            """
    }
}
