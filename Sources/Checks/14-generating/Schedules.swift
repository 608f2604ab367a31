import Nabla

/// A point, noise and a schedule, at one step.
struct AtStep: Sendable {
    var x: Tensor, noise: Tensor, step: Int, betas: [Scalar]

    var beta: Scalar { betas[step - 1] }
    /// ᾱ after some steps.
    func kept(after steps: Int) -> Scalar { betas.prefix(steps).reduce(1) { $0 * (1 - $1) } }
    var kept: Scalar { kept(after: step) }
    var before: Scalar { kept(after: step - 1) }

    /// Draws β from 0.05 to 0.5, no two alike and in no order.
    init(step: Int, of steps: Int, size: Int, using generator: inout SeededGenerator) {
        self.step = step
        betas = Array(Array(1...10).shuffled(using: &generator).prefix(steps)).map { Scalar($0) / 20 }
        x = generator.nonZeroHalves([size], limit: 6)
        repeat { noise = generator.nonZeroHalves([size], limit: 5) * 0.6 } while noise == x
    }
}
