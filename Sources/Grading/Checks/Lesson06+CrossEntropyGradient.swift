import Foundation
import Nabla

extension Lesson06 {
    // MARK: 6.3 gradient of the cross-entropy

    static var crossEntropyGradient: Check<Labelled, Tensor> {
        var check = Check<Labelled, Tensor>(
            exercise: Exercise(
                id: "6.3", name: "crossEntropyGradient", points: 2, byHand: ["Variable", "Parameter"],
                hints: [
                    "Which way should the score of the right class move, and which way all the others?",
                    "The derivative needs only the shares and the one-hot labels. What must a row of it sum to?",
                    "Do one row with two classes on paper: loss −log p₁, and see what is left after the chain rule. "
                        + "Then remember that the loss is a mean over samples.",
                ]),
            inputs: { generator in
                var points: [Labelled] = [(4, 3), (3, 5), (5, 4)].map { count, classes in
                    (
                        generator.halves([count, classes], limit: 2),
                        labels(count, classes: classes, &generator)
                    )
                }
                // The last point has rows far from 0, where exponentials overflow or vanish.
                points[2].logits[0] = points[2].logits[0] + 1000
                points[2].logits[2] = points[2].logits[2] - 1000
                return points
            },
            show: { [Part("logits", $0.logits), Part("labels", $0.labels)] },
            results: { [Part("gradient", $1)] },
            right: { difference($0) / count($0) })
        check.knows(
            "a", .average,
            "Every entry is N times too large: the loss is an average, and so is its gradient."
        ) { difference($0) }
        check.knows(
            "b", .average,
            "The average was taken twice."
        ) { difference($0) / count($0) / count($0) }
        check.knows(
            "c", .sign,
            "The sign is turned. A step against the gradient should raise the right class's share.",
            { -difference($0) / count($0) },
            { -difference($0) }
        )
        check.knows(
            "d",
            "Only the right class has a gradient here. Raising one score lowers every other share.",
            { difference($0) * oneHot($0) / count($0) },
            { difference($0) * oneHot($0) }
        )
        check.knows(
            "e", .chain,
            "This is the derivative with respect to the shares. One more step back: through the softmax.",
            { -oneHot($0) / shares($0.logits) / count($0) },
            { -oneHot($0) / shares($0.logits) }
        )
        check.knows(
            "f",
            "The number of the label was subtracted from the whole row. A label is a name, not an amount.",
            { (shares($0.logits) - numbers($0)) / count($0) },
            { shares($0.logits) - numbers($0) }
        )
        check.knows(
            "g",
            "These are the shares: every entry is positive. What is the gradient of a perfect prediction?",
            { shares($0.logits) / count($0) },
            { shares($0.logits) }
        )
        check.knows(
            "h", .chain,
            "A factor p(1 − p) too many: with this loss the slope of the softmax is already inside.",
            { difference($0) * ownSlopes($0) / count($0) },
            { difference($0) * ownSlopes($0) }
        )
        check.knows(
            "i", .valueOrSlope,
            "p − p² is how a share grows with its own score. The loss looks at the label's share: where "
                + "do the labels come in?",
            { ownSlopes($0) / count($0) },
            { ownSlopes($0) }
        )
        check.knows(
            "j", .average,
            "Divided by a number that is written in the code. How many samples there are differs from "
                + "call to call.",
            { difference($0) / 3 }, { difference($0) / 4 }, { difference($0) / 2 }, { difference($0) / 5 },
            { difference($0) / 10 }, { difference($0) / 128 }
        )
        check.knows(
            "k", .average,
            "Divided by the number of classes, or of entries. The mean is over the samples alone.",
            { difference($0) / Scalar($0.logits.shape[1]) },
            { difference($0) / Scalar($0.logits.size) }
        )
        check.knows(
            "l",
            "The scores stand where their shares belong. What the loss compares with the label is a share.",
            { ($0.logits - oneHot($0)) / count($0) },
            { $0.logits - oneHot($0) }
        )
        check.knows(
            "m",
            "Only the label's part is there. What does the loss do when another class's score grows?",
            { -oneHot($0) / count($0) },
            { -oneHot($0) }
        )
        check.knows(
            "n", .axis,
            "Softmax ran down the columns. Each sample has shares of its own; which axis holds the classes?",
            { (columnShares($0) - oneHot($0)) / count($0) },
            { columnShares($0) - oneHot($0) }
        )
        check.knows(
            "o", .overflow,
            "Right for moderate scores, no number for large ones: the exponential overflows, as in 6.1.",
            { (naiveShares($0) - oneHot($0)) / count($0) }
        )
        check.knows(
            "p",
            "A factor of 2 too many. It belongs to the slope of a square, and no square is here."
        ) { difference($0) * 2 / count($0) }
        check.knows(
            "q",
            "Only the first samples have a gradient. How many there are differs from call to call.",
            { firstRows(3, $0) / count($0) }, { firstRows(3, $0) / 3 },
            { (difference($0) / count($0))[0..<3] }
        )
        check.knows(
            "r",
            "The gradient is 0 only where nothing is left to learn. It depends on scores and labels."
        ) { Tensor(zeros: $0.logits.shape) }
        check.accepts("the slope of the loss between two points beside the logits, score by score") {
            slopes($0)
        }
        return check
    }

    private static func count(_ input: Labelled) -> Scalar { Scalar(input.labels.count) }

    private static func oneHot(_ input: Labelled) -> Tensor {
        Tensor(oneHot: input.labels, classes: input.logits.shape[1])
    }

    private static func difference(_ input: Labelled) -> Tensor { shares(input.logits) - oneHot(input) }

    /// p(1 − p), the slope of each share along its own score.
    private static func ownSlopes(_ input: Labelled) -> Tensor {
        shares(input.logits) * (1 - shares(input.logits))
    }

    /// The numbers of the labels, one beside each row.
    private static func numbers(_ input: Labelled) -> Tensor {
        Tensor(input.labels.map { Scalar($0) }).expanded(atAxis: 1)
    }

    private static func columnShares(_ input: Labelled) -> Tensor {
        shares(input.logits.transposed()).transposed()
    }

    private static func naiveShares(_ input: Labelled) -> Tensor {
        matrix(rows(input.logits).map { normalized($0.map { exp($0) }) })
    }

    private static func firstRows(_ limit: Int, _ input: Labelled) -> Tensor {
        var gradient = Tensor(zeros: input.logits.shape)
        gradient[0..<limit] = difference(input)[0..<limit]
        return gradient
    }

    /// Every element of the gradient from the loss alone: up a little, down a little, in 64 bits.
    private static func slopes(_ input: Labelled) -> Tensor {
        let h = 1e-5
        var slopes: [Scalar] = []
        for (row, label) in zip(rows(input.logits), input.labels) {
            let scores = row.map { Double($0) }
            for place in scores.indices {
                let prices = [h, -h].map { nudge in
                    var nudged = scores
                    nudged[place] += nudge
                    let top = nudged.max()!
                    return top + log(nudged.reduce(0) { $0 + exp($1 - top) }) - nudged[label]
                }
                slopes.append(Scalar((prices[0] - prices[1]) / (2 * h) / Double(input.labels.count)))
            }
        }
        return Tensor(scalars: slopes, shape: input.logits.shape)
    }
}
