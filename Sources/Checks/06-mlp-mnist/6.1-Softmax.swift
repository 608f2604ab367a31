// 6.1 softmax
// points: 2
// minutes: 10
// difficulty: easy
// essential: yes
// by hand: softmax, logSoftmax, Softmax
// section: Softmax turns scores into probabilities
// hint: Exponentials make the scores positive; a division makes each row sum to 1. What is divided by what?
// hint: Keep the axis when you sum, so that [N, 1] fits under [N, C].
// hint: exp(1000) is not a finite number. Subtracting the same constant from a whole row changes nothing in the result;
//   which constant keeps every exponential at 1 or below?

import Grading
import Nabla

let softmax = Check<Tensor, Tensor>(result: "softmax(x)") { c in
    c.inputs { generator in
        var moderate = generator.halves([3, 4], limit: 3)
        moderate[1] = Tensor(zeros: [4])
        var extreme = generator.halves([4, 5], limit: 3)
        extreme[0] += 1000
        extreme[1] -= 1000
        // Both extremes in one row: only the largest score may be subtracted there.
        extreme[3, 0] = Tensor(-1000)
        extreme[3, 3] = Tensor(1000)
        return [moderate, extreme]
    }
    c.right { $0.probabilities }
    c.wrong(
        "There is no exponential. Scores may be negative or sum to 0; what has to be done to them before they are divided by their sum?",
        { $0.normalized }, { $0 / $0.sum() }, { $0.shifted.normalized }, { abs($0).normalized }, { $0 / $0.rowMax })
    c.wrong(
        .overflow,
        "Right for moderate scores, no number for large ones: the exponential overflows. Adding a constant to a row changes nothing in the result, so choose a good one."
    ) { exp($0).normalized }
    c.wrong(
        .overflow,
        "The largest score of the whole batch was subtracted, and rows far below it vanish. Which rows are allowed to influence each other?"
    ) { exp($0 - $0.max()).normalized }
    c.wrong(
        .axis,
        "The largest score of each column was subtracted. Scores of one sample belong together: which axis is theirs?"
    ) { exp($0 - $0.max(alongAxes: 0, keepingAxes: true)).normalized }
    c.wrong(
        .axis, "The whole matrix sums to 1. Each sample has a distribution of its own.",
        { exp($0) / exp($0).sum() }, { exp($0 - $0.max()) / exp($0 - $0.max()).sum() },
        { exp($0.shifted) / exp($0.shifted).sum() })
    c.wrong(
        .axis, "The columns sum to 1, not the rows. Which axis holds the classes?",
        { $0.transposed().probabilities.transposed() }, { exp($0) / exp($0).sum(alongAxes: 0, keepingAxes: true) },
        { exp($0.shifted) / exp($0.shifted).sum(alongAxes: 0, keepingAxes: true) })
    c.wrong("Each row was divided by its largest score. Which operation on the scores cancels in the ratio?") {
        exp($0 / $0.rowMax).normalized
    }
    c.wrong("These are logarithms of the probabilities. Probabilities lie between 0 and 1.") { $0.logProbabilities }
    c.wrong("Each score was squashed alone, so a row need not sum to 1. Exactly one class is right per sample.") {
        1 / (1 + exp(-$0))
    }
    c.wrong(
        "These are the exponentials. Probabilities sum to 1: by what must each row still be divided?",
        { exp($0.shifted) }, { exp($0) })
    c.wrong(
        .overflow,
        "Right, unless one row holds both very large and very small scores. Which of its scores, subtracted from all, keeps every exponential at 1 or below?",
        { exp($0 - $0[.all, 0..<1]).normalized }, { exp($0 - $0.min(alongAxes: 1, keepingAxes: true)).normalized },
        { exp($0 - $0.mean(alongAxes: 1, keepingAxes: true)).normalized })
    c.wrong("The largest score gets everything. Softmax leaves some probability to every class.") {
        Tensor(oneHot: $0.argmax(alongAxis: 1), classes: $0.shape[1])
    }
    c.wrong(
        .sign, "The smallest score gets the largest probability. The probabilities have the order of the scores."
    ) { (-$0).probabilities }
    c.wrong(
        "The probabilities do not depend on the scores.",
        { Tensor(repeating: 1 / Scalar($0.shape[1]), shape: $0.shape) }, { Tensor(zeros: $0.shape) },
        { Tensor(ones: $0.shape) })
    c.wrong(
        "Only the first rows are probabilities. How many there are differs from call to call: ask x.shape[0].",
        { $0[0..<3].probabilities }, { firstRows($0, of: $0) }, { firstRows($0, of: Tensor(zeros: $0.shape)) })
    c.wrong(
        "Only the first classes are in the sum. How many there are differs from call to call.",
        { exp($0.shifted) / exp($0.shifted)[.all, 0..<4].rowSum },
        { exp($0.shifted) / exp($0.shifted)[.all, 0..<3].rowSum }, { $0[.all, 0..<4].probabilities },
        { $0[.all, 0..<3].probabilities })
    c.accepts("a little more than the row's largest score subtracted") { exp($0.shifted - 5).normalized }
}

/// Other values with the first rows of the result in them.
private func firstRows(_ x: Tensor, of values: Tensor) -> Tensor {
    var partly = values
    partly[0..<3] = x[0..<3].probabilities
    return partly
}
