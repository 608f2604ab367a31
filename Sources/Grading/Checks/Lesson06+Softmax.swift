import Foundation
import Nabla

extension Lesson06 {
    // MARK: 6.1 softmax

    static var softmax: Check<Tensor, Tensor> {
        var check = Check<Tensor, Tensor>(
            exercise: Exercise(
                id: "6.1", name: "softmax", points: 2, byHand: ["softmax", "logSoftmax", "Softmax"],
                hints: [
                    "Exponentials make the scores positive; a division makes each row sum to 1. What is divided by what?",
                    "Keep the axis when you sum, so that [N, 1] fits under [N, C].",
                    "exp(1000) is no finite number. Subtracting the same constant from a whole row changes nothing in "
                        + "the result; which constant keeps every exponential at 1 or below?",
                ]),
            inputs: { generator in
                var moderate = generator.halves([3, 4], limit: 3)
                moderate[1] = Tensor(zeros: [4])
                var extreme = generator.halves([4, 5], limit: 3)
                extreme[0] = extreme[0] + 1000
                extreme[1] = extreme[1] - 1000
                // Both extremes in one row: only the largest score may be subtracted there.
                extreme[3, 0] = -1000
                extreme[3, 3] = 1000
                return [moderate, extreme]
            },
            show: { [Part("x", $0)] },
            results: { [Part("softmax(x)", $1)] },
            right: { shares($0) })
        check.knows(
            "h",
            "There is no exponential. Scores may be negative or sum to 0; what has to be done to them "
                + "before they are divided by their sum?",
            { x in matrix(rows(x).map { normalized($0) }) },
            { x in x / x.sum() },
            { x in matrix(rows(x).map { row in normalized(row.map { $0 - row.max()! }) }) },
            { x in matrix(rows(x).map { row in normalized(row.map { Swift.abs($0) }) }) },
            { x in matrix(rows(x).map { row in row.map { $0 / row.max()! } }) }
        )
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
        check.knows(
            "i",
            "These are the exponentials. Shares sum to 1: by what must each row still be divided?",
            { x in exponentials(x) }, { x in exp(x) }
        )
        check.knows(
            "j", .overflow,
            "Right, unless one row holds both very large and very small scores. Which of its scores, "
                + "subtracted from all, keeps every exponential at 1 or below?",
            { x in shifted(x) { $0[0] } }, { x in shifted(x) { $0.min()! } },
            { x in shifted(x) { $0.reduce(0, +) / Scalar($0.count) } }
        )
        check.knows(
            "k",
            "The largest score gets everything. Softmax leaves a share to every class.",
            { x in Tensor(oneHot: x.argmax(alongAxis: 1), classes: x.shape[1]) }
        )
        check.knows(
            "l", .sign,
            "The smallest score gets the largest share. The shares have the order of the scores."
        ) { x in shares(-x) }
        check.knows(
            "m",
            "The shares do not depend on the scores.",
            { x in Tensor(repeating: 1 / Scalar(x.shape[1]), shape: x.shape) },
            { x in Tensor(zeros: x.shape) }, { x in Tensor(ones: x.shape) }
        )
        check.knows(
            "n",
            "Only the first rows are shares. How many there are differs from call to call: ask x.shape[0].",
            { x in shares(x[0..<3]) },
            { x in
                matrix(rows(x).enumerated().map { $0.offset < 3 ? rows(shares(x))[$0.offset] : $0.element })
            },
            { x in
                var partly = Tensor(zeros: x.shape)
                partly[0..<3] = shares(x[0..<3])
                return partly
            }
        )
        check.knows(
            "o",
            "Only the first classes are in the sum. How many there are differs from call to call.",
            { x in exponentials(x) / exponentials(x)[.all, 0..<4].sum(alongAxes: 1, keepingAxes: true) },
            { x in exponentials(x) / exponentials(x)[.all, 0..<3].sum(alongAxes: 1, keepingAxes: true) },
            { x in shares(x[.all, 0..<4]) }, { x in shares(x[.all, 0..<3]) }
        )
        check.accepts("a little more than the row's largest score subtracted") { x in
            shifted(x) { $0.max()! + 5 }
        }
        return check
    }

    /// Softmax with a score of the row's own subtracted first.
    private static func shifted(_ x: Tensor, by shift: ([Scalar]) -> Scalar) -> Tensor {
        matrix(rows(x).map { row in normalized(row.map { exp($0 - shift(row)) }) })
    }

    private static func exponentials(_ x: Tensor) -> Tensor {
        exp(x - x.max(alongAxes: 1, keepingAxes: true))
    }

    static func normalized(_ row: [Scalar]) -> [Scalar] {
        let sum = row.reduce(0, +)
        return row.map { $0 / sum }
    }

    static func shares(_ x: Tensor) -> Tensor {
        exponentials(x) / exponentials(x).sum(alongAxes: 1, keepingAxes: true)
    }

    static func logShares(_ x: Tensor) -> Tensor {
        let shifted = x - x.max(alongAxes: 1, keepingAxes: true)
        return shifted - log(exp(shifted).sum(alongAxes: 1, keepingAxes: true))
    }
}
