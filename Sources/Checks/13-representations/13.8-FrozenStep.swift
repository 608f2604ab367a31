// 13.8 frozenStep
// points: 3
// minutes: 20
// difficulty: hard
// essential: yes
// by hand: Variable
// hint: Write the six names down and mark those that need a gradient to move. What of the others moves without one?
// hint: In training mode the norm uses the batch's mean and variance, and the running ones drift towards them. w1 and velocity1
//   take no part in the step at all.
// hint: With h [n, k] and residual h·w2 − y, the gradient of w2 is hᵀ·residual·2/n. Then velocity first, w2 after it.

import Grading
import Nabla

typealias Six = (
    w1: Tensor, velocity1: Tensor, runningMean: Tensor, runningVariance: Tensor, w2: Tensor, velocity2: Tensor
)

struct Frozen: Sendable {
    var w1: Tensor, velocity1: Tensor, runningMean: Tensor, runningVariance: Tensor, w2: Tensor, velocity2: Tensor
    var x: Tensor, y: Tensor

    var n: Scalar { Scalar(x.shape[0]) }
    var z: Tensor { matmul(x, w1) }
    var mean: Tensor { z.mean(alongAxes: 0) }
    var variance: Tensor { square(z - mean).mean(alongAxes: 0) }
    var h: Tensor { (z - mean) / sqrt(variance + 1e-5) }
    /// As in inference mode.
    var inferred: Tensor { (z - runningMean) / sqrt(runningVariance + 1e-5) }
    func residual(_ h: Tensor) -> Tensor { matmul(h, w2) - y }
    func gradient2(_ h: Tensor) -> Tensor { matmul(h.transposed(), residual(h)) * (2 / n) }

    /// The gradient of w1, through the norm of the batch.
    var gradient1: Tensor {
        let dh = residual(h).expanded(atAxis: 1) * w2 * (2 / n)
        let inner = dh - dh.mean(alongAxes: 0) - h * (dh * h).mean(alongAxes: 0)
        return matmul(x.transposed(), inner / sqrt(variance + 1e-5))
    }

    /// Momentum and decay, as the task says.
    func moved(_ w: Tensor, _ velocity: Tensor, _ gradient: Tensor, decay: Scalar = 0.05) -> (w: Tensor, v: Tensor) {
        let v = 0.9 * velocity + gradient + decay * w
        return (w - 0.1 * v, v)
    }

    /// Right unless told otherwise.
    func result(
        block: (w: Tensor, v: Tensor)? = nil, means: Tensor? = nil, variances: Tensor? = nil, h other: Tensor? = nil,
        head: (w: Tensor, v: Tensor)? = nil
    ) -> Six {
        let head = head ?? moved(w2, velocity2, gradient2(other ?? h))
        return (
            block?.w ?? w1, block?.v ?? velocity1, means ?? 0.9 * runningMean + 0.1 * mean,
            variances ?? 0.9 * runningVariance + 0.1 * variance, head.w, head.v
        )
    }
}

let frozenStep = Check<Frozen, Six> { c in
    c.inputs { generator in [drawn(5, 2, 3, &generator), drawn(7, 3, 4, &generator)] }
    c.right { $0.result() }
    c.wrong(.trainOrTest, "The running statistics stand still. Freezing stops gradients; does a running mean need one?")
    {
        $0.result(means: $0.runningMean, variances: $0.runningVariance)
    }
    c.wrong(
        .trainOrTest, "The norm worked as in inference mode. A useful cure, but training mode was asked.",
        { $0.result(means: $0.runningMean, variances: $0.runningVariance, h: $0.inferred) },
        { $0.result(h: $0.inferred) })
    c.wrong(.memory, "w1 stands still, but its velocity goes on collecting. What happens on the day it is thawed?") {
        s in
        s.result(block: (s.w1, s.moved(s.w1, s.velocity1, s.gradient1).v))
    }
    c.wrong(.memory, "w1 moves: its gradient is 0, but momentum and decay go on. No gradient is not no step.") { s in
        s.result(block: s.moved(s.w1, s.velocity1, 0 * s.w1))
    }
    c.wrong(.memory, "w1 moves: gradient and decay are off, but the old momentum goes on. The optimizer remembers.") {
        s in
        s.result(block: s.moved(s.w1, s.velocity1, 0 * s.w1, decay: 0))
    }
    c.wrong("The head is frozen too. What is left to learn the new task?") {
        $0.result(head: ($0.w2, $0.velocity2))
    }
    c.wrong("Nothing is frozen: w1 learns too. Which block was to stay?") { s in
        s.result(block: s.moved(s.w1, s.velocity1, s.gradient1))
    }
    c.wrong(
        .convention,
        "The running variance was fed with a variance divided by n − 1. Libraries differ; this text divides by n."
    ) {
        $0.result(variances: 0.9 * $0.runningVariance + 0.1 * $0.variance * $0.n / ($0.n - 1))
    }
    c.wrong("The running statistics were replaced by the batch's. They move a tenth of the way.") {
        $0.result(means: $0.mean, variances: $0.variance)
    }
    c.wrong(.convention, "The 0.9 and the 0.1 of the running statistics are exchanged.") {
        $0.result(means: 0.1 * $0.runningMean + 0.9 * $0.mean, variances: 0.1 * $0.runningVariance + 0.9 * $0.variance)
    }
    c.wrong("The head has no weight decay. It learns, so the whole rule holds for it.") { s in
        s.result(head: s.moved(s.w2, s.velocity2, s.gradient2(s.h), decay: 0))
    }
    c.wrong(.memory, "The head begins without momentum: its old velocity was forgotten.") { s in
        s.result(head: s.moved(s.w2, 0 * s.velocity2, s.gradient2(s.h)))
    }
    c.wrong(.onePoint, "w2 was moved by its old velocity. The new one comes first, then the step.") { s in
        s.result(head: (s.w2 - 0.1 * s.velocity2, s.moved(s.w2, s.velocity2, s.gradient2(s.h)).v))
    }
    c.wrong(.chain, "The 2 of the squared error is missing in the gradient of w2.") { s in
        s.result(head: s.moved(s.w2, s.velocity2, s.gradient2(s.h) / 2))
    }
    c.wrong(.average, "The gradient of w2 is that of the sum over the batch. The loss is a mean.") { s in
        s.result(head: s.moved(s.w2, s.velocity2, s.gradient2(s.h) * s.n))
    }
    c.wrong("Nothing has moved at all.") {
        ($0.w1, $0.velocity1, $0.runningMean, $0.runningVariance, $0.w2, $0.velocity2)
    }
}

/// Momentum in both blocks, running statistics that are not the batch's, columns that vary.
private func drawn(_ n: Int, _ d: Int, _ h: Int, _ generator: inout SeededGenerator) -> Frozen {
    while true {
        let frozen = Frozen(
            w1: generator.nonZeroHalves([d, h], limit: 2), velocity1: generator.nonZeroHalves([d, h], limit: 2),
            runningMean: generator.nonZeroHalves([h], limit: 2),
            runningVariance: abs(generator.nonZeroHalves([h], limit: 3)) + 1,
            w2: generator.nonZeroHalves([h], limit: 2), velocity2: generator.nonZeroHalves([h], limit: 2),
            x: generator.nonZeroHalves([n, d], limit: 2), y: generator.nonZeroHalves([n], limit: 2))
        let isUnlike =
            frozen.variance.min() > 0.5 && abs(frozen.mean - frozen.runningMean).min() > 0.2
            && abs(frozen.variance - frozen.runningVariance).min() > 0.2 && abs(frozen.gradient1).max() > 0.05
        if isUnlike { return frozen }
    }
}
