// 15.1 line
// points: 1
// minutes: 10
// difficulty: easy
// hint: Begin with one over the variance. What does the prior bring to it, and what does each point bring?
// hint: The mean is Σx·y over the noise, divided by that precision.
// hint: A new y has the variance of the slope times `at` squared, and the noise once more.

import Grading
import Nabla

typealias LineAnswer = (mean: Scalar, variance: Scalar, answer: Scalar, answerVariance: Scalar)

struct PointsOnALine: Sendable {
    var x: Tensor, y: Tensor, prior: Scalar, noise: Scalar, at: Scalar

    var squares: Scalar { square(x).sum() }
    var products: Scalar { (x * y).sum() }

    /// The four results for some precision, with single ones replaced.
    func answer(precision: Scalar? = nil, products: Scalar? = nil) -> LineAnswer {
        let variance = 1 / (precision ?? self.precision)
        let mean = (products ?? self.products / noise) * variance
        return (mean, variance, mean * at, at * at * variance + noise)
    }
    var precision: Scalar { squares / noise + 1 / prior }
    var right: LineAnswer { answer() }
    func with(mean: Scalar? = nil, variance: Scalar? = nil, answer: Scalar? = nil, answerVariance: Scalar? = nil)
        -> LineAnswer
    {
        let r = right
        return (mean ?? r.mean, variance ?? r.variance, answer ?? r.answer, answerVariance ?? r.answerVariance)
    }
    func keeping(_ places: Range<Int>) -> PointsOnALine {
        PointsOnALine(x: x[places], y: y[places], prior: prior, noise: noise, at: at)
    }
    var count: Int { x.size }
}

let line = Check<PointsOnALine, LineAnswer> { c in
    c.inputs { generator in [pointsOnALine(3, &generator), pointsOnALine(4, &generator)] }
    c.right { $0.right }
    c.wrong("The prior is left out. With no data at all, what would you answer?") {
        $0.answer(precision: $0.squares / $0.noise)
    }
    c.wrong(
        "The precision came where the variance was asked. More data: wider or narrower?",
        { $0.with(variance: $0.precision, answerVariance: $0.at * $0.at * $0.precision + $0.noise) },
        { $0.with(variance: $0.precision) })
    c.wrong("The answer's variance is that of the line alone. The line may be known; the next point is not.") {
        $0.with(answerVariance: $0.right.answerVariance - $0.noise)
    }
    c.wrong("The noise was added as a deviation. Variances add.") {
        $0.with(answerVariance: $0.right.answerVariance - $0.noise + $0.noise.squareRoot())
    }
    c.wrong("`at` is not squared in the answer's variance. How does an uncertain slope act far out?") {
        $0.with(answerVariance: $0.at * $0.right.variance + $0.noise)
    }
    c.wrong("`at` is missing in the answer's variance. How does an uncertain slope act far out?") {
        $0.with(answerVariance: $0.right.variance + $0.noise)
    }
    c.wrong(
        .memory, "Only one of the points counts, the last or the first. Each of them brings its precision.",
        { $0.keeping($0.count - 1..<$0.count).right }, { $0.keeping(0..<1).right })
    c.wrong("The noise is left out of the posterior. A noisy point should count less.") {
        $0.answer(precision: $0.squares + 1 / $0.prior, products: $0.products)
    }
    c.wrong(
        "The noise is left out of Σx·y or of Σx², and not of the other. Both come from the same points.",
        { $0.answer(products: $0.products) },
        { $0.answer(precision: $0.squares + 1 / $0.prior) })
    c.wrong("The sum of x was squared. Square first, then add.") {
        $0.answer(precision: $0.x.sum() * $0.x.sum() / $0.noise + 1 / $0.prior)
    }
    c.wrong("The prior's variance was used as its precision. A wide prior should hold less.") {
        $0.answer(precision: $0.squares / $0.noise + $0.prior)
    }
    c.wrong("The noise was multiplied, not divided by. A noisy point should count less.") {
        $0.answer(precision: $0.squares * $0.noise + 1 / $0.prior, products: $0.products * $0.noise)
    }
    c.wrong("The answer's variance is a deviation.") { $0.with(answerVariance: $0.right.answerVariance.squareRoot()) }
    c.wrong("The variance is a deviation.") { $0.with(variance: $0.right.variance.squareRoot()) }
    c.wrong("The answer is the slope. The line at `at` was asked.") { $0.with(answer: $0.right.mean) }
    c.wrong(
        .average, "Means came where sums belong. Ten points know more than one.",
        {
            $0.answer(
                precision: $0.squares / Scalar($0.count) / $0.noise + 1 / $0.prior,
                products: $0.products / Scalar($0.count) / $0.noise)
        })
    c.wrong(
        "One number stands for prior or noise in the code; both come with the call.",
        { PointsOnALine(x: $0.x, y: $0.y, prior: 1, noise: $0.noise, at: $0.at).right },
        { PointsOnALine(x: $0.x, y: $0.y, prior: $0.prior, noise: 1, at: $0.at).right },
        { PointsOnALine(x: $0.x, y: $0.y, prior: 1, noise: 1, at: $0.at).right })
    c.onlyFirst("points", [2]) { $0.keeping(0..<$1).right }
    c.accepts("point by point: yesterday's posterior is today's prior") { input in
        var (mean, precision): (Scalar, Scalar) = (0, 1 / input.prior)
        for (x, y) in zip(input.x.scalars, input.y.scalars) {
            let after = precision + x * x / input.noise
            mean = (precision * mean + x * y / input.noise) / after
            precision = after
        }
        return input.with(mean: mean, variance: 1 / precision)
    }
}

/// No variance and no place is 1, and no two of them are equal.
private func pointsOnALine(_ count: Int, _ generator: inout SeededGenerator) -> PointsOnALine {
    let sizes = ([0.5, 1.5, 2, 3, 4] as [Scalar]).shuffled(using: &generator)
    return PointsOnALine(
        x: generator.nonZeroHalves([count], limit: 3), y: generator.nonZeroHalves([count], limit: 3), prior: sizes[0],
        noise: sizes[1], at: Bool.random(using: &generator) ? sizes[2] : -sizes[2])
}
