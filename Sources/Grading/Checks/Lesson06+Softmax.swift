import Foundation
import Nabla

extension Lesson06 {
    // MARK: 6.1 softmax

    static let softmax: Check<Tensor, Tensor> = {
        var check = Check<Tensor, Tensor>(
            exercise: Exercise(
                id: "6.1", name: "softmax", points: 2,
                hints: [
                    "Exponentials make the scores positive; a division makes each row sum to 1. What is divided by what?",
                    "Keep the axis when you sum, so that [N, 1] fits under [N, C].",
                    "exp(1000) is no finite number. Subtracting the same constant from a whole row changes nothing in "
                        + "the result; which constant keeps every exponential at 1 or below?",
                ]),
            inputs: { generator in
                var moderate = generator.halves([3, 4], limit: 3)
                moderate[1] = Tensor(zeros: [4])
                var extreme = generator.halves([3, 4], limit: 3)
                extreme[0] = extreme[0] + 1000
                extreme[2] = extreme[2] - 1000
                return [moderate, extreme]
            },
            show: { [Part("x", $0)] },
            results: { [Part("softmax(x)", $1)] },
            right: { shares($0) })
        check.knows(
            "a", .overflow,
            "Right for moderate scores, no number for large ones: the exponential overflows. Adding a "
                + "constant to a row changes nothing in the result, so choose a good one."
        ) { x in matrix(rows(x).map { normalized($0.map { exp($0) }) }) }
        check.knows(
            "b", .overflow,
            "The largest score of the whole batch was subtracted, and rows far below it vanish. Which "
                + "rows are allowed to influence each other?"
        ) { x in matrix(rows(x - x.max()).map { normalized($0.map { exp($0) }) }) }
        check.knows(
            "c", .axis,
            "The whole matrix sums to 1. Each sample has a distribution of its own.",
            { x in exp(x) / exp(x).sum() },
            { x in exp(x - x.max()) / exp(x - x.max()).sum() },
            { x in exponentials(x) / exponentials(x).sum() }
        )
        check.knows(
            "d", .axis,
            "The columns sum to 1, not the rows. Which axis holds the classes?",
            { x in shares(x.transposed()).transposed() },
            { x in exp(x) / exp(x).sum(alongAxes: 0, keepingAxes: true) },
            { x in exponentials(x) / exponentials(x).sum(alongAxes: 0, keepingAxes: true) }
        )
        check.knows(
            "e",
            "Each row was divided by its largest score. Which operation on the scores cancels in the "
                + "ratio?"
        ) { x in matrix(rows(x).map { row in normalized(row.map { exp($0 / row.max()!) }) }) }
        check.knows(
            "f",
            "These are logarithms of the shares. Probabilities lie between 0 and 1."
        ) { x in logShares(x) }
        check.knows(
            "g",
            "Each score was squashed alone, so a row need not sum to 1. Exactly one class is right per "
                + "sample."
        ) { x in 1 / (1 + exp(-x)) }
        check.accepts("the row's first score subtracted") { x in
            matrix(rows(x).map { row in normalized(row.map { exp($0 - row[0]) }) })
        }
        return check
    }()

    private static func exponentials(_ x: Tensor) -> Tensor {
        exp(x - x.max(alongAxes: 1, keepingAxes: true))
    }

    private static func normalized(_ row: [Scalar]) -> [Scalar] {
        let sum = row.reduce(0, +)
        return row.map { $0 / sum }
    }

    private static func shares(_ x: Tensor) -> Tensor {
        exponentials(x) / exponentials(x).sum(alongAxes: 1, keepingAxes: true)
    }

    private static func logShares(_ x: Tensor) -> Tensor {
        let shifted = x - x.max(alongAxes: 1, keepingAxes: true)
        return shifted - log(exp(shifted).sum(alongAxes: 1, keepingAxes: true))
    }

    // MARK: 6.2 cross-entropy

    typealias Labelled = (logits: Tensor, labels: [Int])

    static let crossEntropy: Check<Labelled, Scalar> = {
        var check = Check<Labelled, Scalar>(
            exercise: Exercise(
                id: "6.2", name: "crossEntropy", points: 2,
                hints: [
                    "For each sample only one probability counts, that of its label; its price is −log of it.",
                    "A probability may be so small that it is stored as 0. Write log of softmax on paper: what cancels?",
                    "log softmax is the score minus the logarithm of the sum of exponentials, after the row's largest score "
                        + "has been subtracted. Take the label's entry of each row, then the mean.",
                ]),
            inputs: { generator in
                let moderate = generator.halves([3, 4], limit: 3)
                var extreme = generator.halves([3, 4], limit: 3)
                // One score far above the others: a right answer that costs nothing, a wrong one that costs a lot.
                extreme[0, 0] = 1000
                extreme[1, 3] = 1000
                extreme[1, 1] = -1000
                return [
                    (moderate, labels(3, &generator)),
                    (extreme, [0, Int.random(in: 0...2, using: &generator), 1]),
                ]
            },
            show: { [Part("logits", $0.logits), Part("labels", $0.labels)] },
            results: { [Part("loss", $1)] },
            right: { mean(prices($0)) })
        check.knows(
            "a", .overflow,
            "Right for moderate scores, infinite for extreme ones: the logarithm of a share that is "
                + "stored as 0. On paper the exponential and the logarithm cancel.",
            { mean(prices($0) { -log($0) }) },
            { input in
                mean(zip(rows(input.logits), input.labels).map { -log(normalized($0.map { exp($0) })[$1]) })
            }
        )
        check.knows(
            "b", .overflow,
            "A small number inside the logarithm hides the infinity, and flattens the loss where it "
                + "matters most.",
            { mean(prices($0) { -log($0 + 1e-7) }) },
            { mean(prices($0) { -log($0 + 1e-8) }) },
            { mean(prices($0) { -log($0 + 1e-9) }) },
            { mean(prices($0) { -log($0 + 1e-12) }) },
            { mean(prices($0) { -log($0 + 1e-6) }) },
            { mean(prices($0) { -log($0 + 1e-10) }) }
        )
        check.knows(
            "c", .twice,
            "Softmax was applied twice. A perfect answer then still costs more than 0. Scores go in once."
        ) { mean(prices((shares($0.logits), $0.labels))) }
        check.knows(
            "d", .average,
            "This is the sum over the samples. The loss is their average."
        ) { prices($0).reduce(0, +) }
        check.knows(
            "e", .average,
            "Divided by the number of entries. Only one entry of a row counts; how many rows are there?"
        ) { mean(prices($0)) / Scalar($0.logits.shape[1]) }
        check.knows(
            "f", .meanOfRatios,
            "The probabilities were averaged before the logarithm. First the logarithm, then the average."
        ) { -log(mean(prices($0) { $0 })) }
        check.knows(
            "g",
            "This is the mean of 1 − p, never above 1. What should a confident mistake cost?"
        ) { mean(prices($0) { 1 - $0 }) }
        check.knows(
            "h", .axis,
            "The label was used as a position in the whole matrix, so that only the first row is read. "
                + "Each sample looks in its own row."
        ) { input in mean(input.labels.map { -logShares(input.logits).scalars[$0] }) }
        check.accepts("log-softmax twice, which changes nothing") {
            mean(prices((logShares($0.logits), $0.labels)))
        }
        return check
    }()

    private static func labels(_ count: Int, _ generator: inout SeededGenerator) -> [Int] {
        // The top class stays out, the others differ.
        Array([0, 1, 2].shuffled(using: &generator).prefix(count))
    }

    private static func mean(_ values: [Scalar]) -> Scalar { values.reduce(0, +) / Scalar(values.count) }

    /// −log of the share of each label.
    private static func prices(_ input: Labelled) -> [Scalar] {
        zip(rows(logShares(input.logits)), input.labels).map { -$0[$1] }
    }

    /// Another price of the share of each label.
    private static func prices(_ input: Labelled, _ price: (Scalar) -> Scalar) -> [Scalar] {
        zip(rows(shares(input.logits)), input.labels).map { price($0[$1]) }
    }

    // MARK: 6.3 gradient of the cross-entropy

    static let crossEntropyGradient: Check<Labelled, Tensor> = {
        var check = Check<Labelled, Tensor>(
            exercise: Exercise(
                id: "6.3", name: "crossEntropyGradient", points: 2,
                hints: [
                    "Which way should the score of the right class move, and which way all the others?",
                    "The derivative needs only the shares and the one-hot labels. What must a row of it sum to?",
                    "Do one row with two classes on paper: loss −log p₁, and see what is left after the chain rule. "
                        + "Then remember that the loss is a mean over samples.",
                ]),
            inputs: { generator in
                [
                    (generator.halves([3, 4], limit: 2), labels(3, &generator)),
                    (generator.halves([3, 5], limit: 2), labels(3, &generator)),
                ]
            },
            show: { [Part("logits", $0.logits), Part("labels", $0.labels)] },
            results: { [Part("gradient", $1)] },
            right: { difference($0) / 3 })
        check.knows(
            "a", .average,
            "Every entry is N times too large: the loss is an average, and so is its gradient."
        ) { difference($0) }
        check.knows(
            "b", .average,
            "The average was taken twice."
        ) { difference($0) / 9 }
        check.knows(
            "c", .sign,
            "The sign is turned. A step against the gradient should raise the right class's share."
        ) { -difference($0) / 3 }
        check.knows(
            "d",
            "Only the right class has a gradient here. Raising one score lowers every other share."
        ) { difference($0) * oneHot($0) / 3 }
        check.knows(
            "e", .chain,
            "This is the derivative with respect to the shares. One more step back: through the softmax.",
            { -oneHot($0) / shares($0.logits) / 3 },
            { -oneHot($0) / shares($0.logits) }
        )
        check.knows(
            "f",
            "The number of the label was subtracted from the whole row. A label is a name, not an amount."
        ) { input in
            let numbers = Tensor(scalars: input.labels.map { Scalar($0) }, shape: [3, 1])
            return (shares(input.logits) - numbers) / 3
        }
        check.knows(
            "g",
            "These are the shares: every entry is positive. What is the gradient of a perfect prediction?",
            { shares($0.logits) / 3 },
            { shares($0.logits) }
        )
        check.knows(
            "h", .chain,
            "A factor p(1 − p) too many: with this loss the slope of the softmax is already inside."
        ) { input in
            let p = shares(input.logits)
            return difference(input) * p * (1 - p) / 3
        }
        check.accepts("sums instead of means, divided at the end") { difference($0) * (1 / Scalar(3)) }
        return check
    }()

    private static func oneHot(_ input: Labelled) -> Tensor {
        Tensor(oneHot: input.labels, classes: input.logits.shape[1])
    }

    private static func difference(_ input: Labelled) -> Tensor { shares(input.logits) - oneHot(input) }
}
