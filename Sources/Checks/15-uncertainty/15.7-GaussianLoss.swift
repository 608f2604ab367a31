// 15.7 gaussianLoss
// points: 1
// minutes: 5
// difficulty: easy
// hint: The network emits ln σ². Where does the formula want it as it is, and where does it want σ² itself?
// hint: `exp(logVariance)` is σ². Both terms carry a ½.
// hint: (½·logVariance + square(y − mean) / (2·exp(logVariance))), and the mean over the points.

import Foundation
import Grading
import Nabla

struct Foretold: Sendable {
    var mean: Tensor, logVariance: Tensor, y: Tensor

    var count: Scalar { Scalar(y.size) }
    var variance: Tensor { exp(logVariance) }
    var squares: Tensor { square(y - mean) }
    func loss(logarithm: Tensor? = nil, residuals: Tensor? = nil) -> Scalar {
        ((logarithm ?? 0.5 * logVariance) + (residuals ?? squares / (2 * variance))).mean()
    }
}

let gaussianLoss = Check<Foretold, Scalar>(result: "loss") { c in
    c.inputs { generator in [foretold(3, &generator), foretold(5, &generator)] }
    c.right { $0.loss() }
    c.wrong("ln σ² was read as ln σ. Which of four numbers does the network emit?") {
        $0.loss(logarithm: $0.logVariance, residuals: $0.squares / (2 * exp(2 * $0.logVariance)))
    }
    c.wrong("The ½ is missing on the square. Both terms carry it.") { $0.loss(residuals: $0.squares / $0.variance) }
    c.wrong("The ½ is missing on the logarithm. Both terms carry it.") { $0.loss(logarithm: $0.logVariance) }
    c.wrong("The ½ is missing on both terms.") {
        $0.loss(logarithm: $0.logVariance, residuals: $0.squares / $0.variance)
    }
    c.wrong("The logarithm was halved twice. Half of ln σ² is ln σ already.") {
        $0.loss(logarithm: 0.25 * $0.logVariance)
    }
    c.wrong(.sign, "The square is subtracted. An error should cost.") {
        $0.loss(residuals: -$0.squares / (2 * $0.variance))
    }
    c.wrong(.sign, "The logarithm is subtracted. What stops the network from claiming a huge variance?") {
        $0.loss(logarithm: -0.5 * $0.logVariance)
    }
    c.wrong("The logarithm is missing. What stops the network from claiming a huge variance?") {
        $0.loss(logarithm: Tensor(zeros: $0.y.shape))
    }
    c.wrong("Divided by ln σ². Divide by the variance, not by its logarithm.") {
        $0.loss(residuals: $0.squares / (2 * $0.logVariance))
    }
    c.wrong(.convention, "½·ln 2π was added. A constant changes no gradient; the task leaves it out.") {
        $0.loss() + 0.5 * log(2 * Scalar.pi)
    }
    c.wrong(.average, "This is a sum. Average over the points.") { $0.loss() * $0.count }
    c.wrong("Multiplied by the variance. Who is more forgiving: a point with a large variance, or with a small one?") {
        $0.loss(residuals: $0.squares * $0.variance / 2)
    }
    c.wrong("The residual y − μ is not squared.", { $0.loss(residuals: ($0.y - $0.mean) / (2 * $0.variance)) }) {
        $0.loss(residuals: abs($0.y - $0.mean) / (2 * $0.variance))
    }
    c.wrong("Divided by 2σ, not by 2σ². The residual is squared; so is its unit.") {
        $0.loss(residuals: $0.squares / (2 * sqrt($0.variance)))
    }
    c.wrong("σ² itself stands where its logarithm belongs.") { $0.loss(logarithm: 0.5 * $0.variance) }
    c.wrong(.sign, "Every sign is opposite: this is the likelihood, which should be large.") { -$0.loss() }
    c.wrong("This is the mean squared error. The variance the network claims has no part in it.") { $0.squares.mean() }
    c.onlyFirst("points", [1, 2]) { input, n in
        Foretold(mean: input.mean[0..<n], logVariance: input.logVariance[0..<n], y: input.y[0..<n]).loss()
    }
    c.accepts("with σ, and ln σ² taken again of it") { input in
        let σ = exp(0.5 * input.logVariance)
        return (0.5 * log(σ * σ) + 0.5 * square((input.y - input.mean) / σ)).mean()
    }
}

/// Logarithms of both signs, none 0 or 1; no residual is 0 or 1.
private func foretold(_ count: Int, _ generator: inout SeededGenerator) -> Foretold {
    let sizes = ([-1.5, -0.5, 0.5, 1.5, 2] as [Scalar]).shuffled(using: &generator)
    let logarithms = sizes.contains { $0 < 0 } ? Array(sizes.prefix(count)) : sizes
    let residuals = (0..<count).map { _ -> Scalar in
        let size = ([0.5, 1.5, 2, 2.5] as [Scalar]).randomElement(using: &generator)!
        return Bool.random(using: &generator) ? size : -size
    }
    let mean = generator.halves([count], limit: 3)
    return Foretold(mean: mean, logVariance: Tensor(logarithms), y: mean + Tensor(residuals))
}
