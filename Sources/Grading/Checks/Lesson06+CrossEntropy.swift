import Foundation
import Nabla

extension Lesson06 {
    // MARK: 6.2 cross-entropy

    typealias Labelled = (logits: Tensor, labels: [Int])

    static var crossEntropy: Check<Labelled, Scalar> {
        var check = Check<Labelled, Scalar>(
            exercise: Exercise(
                id: "6.2", name: "crossEntropy", points: 2, byHand: ["softmaxCrossEntropy"],
                hints: [
                    "For each sample only one probability counts, that of its label; its price is −log of it.",
                    "A probability may be so small that it is stored as 0. Write log of softmax on paper: what cancels?",
                    "log softmax is the score minus the logarithm of the sum of exponentials, after the row's largest score "
                        + "has been subtracted. Take the label's entry of each row, then the mean.",
                ]),
            inputs: { generator in
                let moderate = generator.halves([3, 4], limit: 3)
                var extreme = generator.halves([5, 6], limit: 3)
                // One score far above the others: a right answer that costs nothing, a wrong one that costs a lot.
                extreme[0, 0] = 1000
                extreme[1, 3] = 1000
                extreme[1, 1] = -1000
                var far = labels(5, classes: 6, &generator)
                far[0] = 0
                far[1] = Int.random(in: 0...2, using: &generator)
                return [(moderate, labels(3, classes: 4, &generator)), (extreme, far)]
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
            { mean(prices($0) { -log($0 + 1e-10) }) },
            { mean(prices($0) { -log(max($0, 1e-7)) }) },
            { mean(prices($0) { -log(max($0, 1e-8)) }) },
            { mean(prices($0) { -log(max($0, 1e-9)) }) },
            { mean(prices($0) { -log(max($0, 1e-10)) }) },
            { mean(prices($0) { -log(max($0, 1e-12)) }) }
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
        check.knows(
            "i", .average,
            "Divided by a number that is written in the code. How many samples there are differs from "
                + "call to call.",
            { prices($0).reduce(0, +) / 3 }, { prices($0).reduce(0, +) / 2 },
            { prices($0).reduce(0, +) / 4 }, { prices($0).reduce(0, +) / 5 },
            { prices($0).reduce(0, +) / 10 }, { prices($0).reduce(0, +) / 128 }
        )
        check.knows(
            "j",
            "Only the first samples are in the sum. How many there are differs from call to call.",
            { mean(Array(prices($0).prefix(3))) }, { mean(Array(prices($0).prefix(2))) },
            { mean(Array(prices($0).prefix(1))) },
            { prices($0).prefix(3).reduce(0, +) / Scalar($0.labels.count) },
            { prices($0).prefix(2).reduce(0, +) / Scalar($0.labels.count) }
        )
        check.knows(
            "k", .sign,
            "The sign is turned. A share is at most 1, so its logarithm is at most 0; a price is not "
                + "negative."
        ) { -mean(prices($0)) }
        check.knows(
            "l",
            "The label's score alone is charged. What do the other scores of the row have to do with it?",
            { input in -mean(zip(rows(input.logits), input.labels).map { $0[$1] }) }
        )
        check.knows(
            "m",
            "The score of the label is missing: the price is the same whatever the label says.",
            { mean(prices($0, of: { row, _ in row[0] })) + mean(rows($0.logits).map { $0[0] }) }
        )
        check.knows(
            "n",
            "The largest share of each row was charged, not the label's. Being sure is not being right."
        ) { input in mean(prices(input, of: { row, _ in row.max()! })) }
        check.knows(
            "o",
            "Every class was charged. Only the share of the label has a price.",
            { input in -logShares(input.logits).sum() / Scalar(input.labels.count) },
            { input in -logShares(input.logits).mean() }
        )
        check.knows(
            "p",
            "This is a squared error between shares and labels. It never asks more than 2, however wrong "
                + "the answer is.",
            { input in mean(squaredErrors(input)) },
            { input in mean(squaredErrors(input)) / Scalar(input.logits.shape[1]) }
        )
        check.knows(
            "q",
            "This logarithm has base 2. The price is the natural logarithm."
        ) { mean(prices($0)) / log(2) }
        check.knows(
            "r",
            "The loss does not depend on scores and labels. ln C is only where an untrained network starts.",
            { log(Scalar($0.logits.shape[1])) }, { _ in log(10) }, { _ in 0 }, { _ in 0.4904 }
        )
        check.accepts("log-softmax twice, which changes nothing") {
            mean(prices((logShares($0.logits), $0.labels)))
        }
        return check
    }

    /// Labels that differ, as far as there are enough classes. The top class stays out.
    static func labels(_ count: Int, classes: Int, _ generator: inout SeededGenerator) -> [Int] {
        let deck = (0..<count).map { $0 % (classes - 1) }
        return deck.shuffled(using: &generator)
    }

    static func mean(_ values: [Scalar]) -> Scalar { values.reduce(0, +) / Scalar(values.count) }

    /// −log of the share of each label.
    private static func prices(_ input: Labelled) -> [Scalar] {
        zip(rows(logShares(input.logits)), input.labels).map { -$0[$1] }
    }

    /// The price with the label's score replaced by another one of the row.
    private static func prices(
        _ input: Labelled, of choice: ([Scalar], Int) -> Scalar
    ) -> [Scalar] {
        zip(rows(logShares(input.logits)), input.labels).map { -choice($0, $1) }
    }

    private static func squaredErrors(_ input: Labelled) -> [Scalar] {
        let difference = shares(input.logits) - Tensor(oneHot: input.labels, classes: input.logits.shape[1])
        return square(difference).sum(alongAxes: 1).scalars
    }

    /// Another price of the share of each label.
    private static func prices(_ input: Labelled, _ price: (Scalar) -> Scalar) -> [Scalar] {
        zip(rows(shares(input.logits)), input.labels).map { price($0[$1]) }
    }
}
