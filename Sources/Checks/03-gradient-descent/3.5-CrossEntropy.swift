// 3.5 crossEntropy
// points: 2
// minutes: 30
// difficulty: hard
// by hand: sigmoidCrossEntropy
// hint: Write the loss of a yes with e: −ln σ(z) = ln(1 + e⁻ᶻ). And the loss of a no?
// hint: Both losses in one formula: ln(1 + eᶻ) − z·y. Try y = 1 and y = 0.
// hint: e¹⁰⁰⁰ is not a finite number. Where z is large, ln(1 + eᶻ) is z + ln(1 + e⁻ᶻ): the larger of z and 0 comes out, and
//   what stays inside has −|z| above the e.

import Grading
import Nabla

struct Scored {
    var scores: Tensor, y: Tensor

    /// The loss of each sample, without overflow; with other answers, other scores.
    func losses(y: Tensor? = nil, scores: Tensor? = nil) -> Tensor {
        let z = scores ?? self.scores
        return relu(z) - z * (y ?? self.y) + log1p(exp(-abs(z)))
    }

    /// The loss by its definition, of probabilities changed before the logarithm.
    func literal(p: Tensor, adding small: Scalar = 0) -> Scalar {
        -(y * log(p + small) + (1 - y) * log(1 - p + small)).mean()
    }

    var p: Tensor { sigmoid(scores) }
    var isExtreme: Bool { abs(scores).max() > 100 }

    /// Whether the loss is right where scores are moderate.
    func isRight(_ loss: Scalar) -> Bool { Tolerance().equal(loss, losses().mean()) }
}

let crossEntropy = Check<Scored, Scalar>(result: "loss") { c in
    c.inputs { generator in
        let (moderate, others) = (generator.halves([5], limit: 3), generator.halves([6], limit: 3))
        // Sure and right, sure and wrong, on both sides.
        let extreme = Tensor([1000, -1000, 1000, -1000].shuffled(using: &generator))
        return [
            Scored(scores: moderate, y: [1, 0, 1, 0, 0]), Scored(scores: others, y: [0, 1, 1, 1, 0, 1]),
            Scored(scores: Tensor(concatenating: [extreme, [2, -0.5, 1]]), y: [1, 1, 0, 0, 1, 0, 0]),
        ]
    }
    c.right { $0.losses().mean() }
    c.recognises(
        .overflow,
        "Right for moderate scores, no number for large ones: the formula was evaluated as written. Exponential and logarithm cancel on paper.",
        { input, came in
            guard let loss = came.number else { return false }
            return input.isExtreme ? !loss.isFinite : input.isRight(loss)
        },
        example: { $0.literal(p: $0.p) }, { (log(1 + exp($0.scores)) - $0.scores * $0.y).mean() },
        { $0.literal(p: 1 / (1 + exp(-$0.scores))) })
    c.wrong(
        .overflow,
        "A small number in the logarithm hides the infinity and flattens the loss where it matters most: a score of −1000 for a yes should cost 1000.",
        forEach: [1e-7, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12] as [Scalar]
    ) { $0.literal(p: $0.p, adding: $1) }
    c.recognises(
        .overflow,
        "Right for moderate scores, too small for extreme ones: scores or probabilities were cut off. A score of −1000 for a yes should cost 1000.",
        { input, came in
            guard let loss = came.number else { return false }
            return input.isExtreme ? loss < 0.999 * input.losses().mean() : input.isRight(loss)
        },
        example: { $0.literal(p: maximum(minimum($0.p, Tensor(1 - 1e-7)), Tensor(1e-7))) },
        { $0.losses(scores: maximum(minimum($0.scores, Tensor(30)), Tensor(-30))).mean() })
    c.wrong("Yes and no are exchanged. Which loss counts when y = 1?") { $0.losses(y: 1 - $0.y).mean() }
    c.wrong("The samples with y = 0 cost nothing. What does a sure mistake on a no cost?") {
        ($0.y * $0.losses()).mean()
    }
    c.times(.average, "This is the sum over the samples. The loss is their average.", { Scalar($0.y.size) })
    c.opposite("The minus is lost: a loss is never negative.")
    c.times(
        .convention, "This is the logarithm to base 2. The text takes the natural one.",
        { _ in 1 / log(Tensor(2)).item })
    c.wrong(.twice, "The sigmoid was applied twice, so that no loss leaves 0.31 to 1.31. Scores go in once.") {
        $0.losses(scores: $0.p).mean()
    }
    c.wrong("Every answer was charged as if it should be yes. Look at y.") { $0.losses(y: 0 * $0.y + 1).mean() }
    c.wrong(
        "Every answer was charged as if it should be no: z·y is missing.", { $0.losses(y: 0 * $0.y).mean() },
        { log(1 + exp($0.scores)).mean() })
    c.wrong(
        "This is a squared error. Where the answer is badly wrong it goes flat.",
        { square($0.p - $0.y).mean() }, { 0.5 * square($0.p - $0.y).mean() })
    c.wrong(.average, "Divided by a number of your own. How many samples are there?", forEach: [200, 4, 3] as [Scalar])
    { $0.losses().sum() / $1 }
    c.accepts("two branches, by the sign of the score") { input in
        let losses = zip(input.scores.scalars, input.y.scalars).map { z, y in
            z >= 0 ? z * (1 - y) + log1p(exp(Tensor(-z))).item : log1p(exp(Tensor(z))).item - z * y
        }
        return Tensor(losses).mean()
    }
    c.accepts("the kit's own") { sigmoidCrossEntropy(scores: .constant($0.scores), expected: .constant($0.y)).item }
}
