#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Tensors

/// Learning rate schedule: a factor for each step t, αₜ = α₀ · factor(t).
///
///     let trainer = Trainer(model, optimizer: optimizer, seed: 1, schedule: .cosine(steps: 1000))
///     optimizer.learningRate = 0.01 * schedule.factor(at: step)        // in a loop of one's own
///
/// Steps count from 0; they may be updates (a trainer's are) or epochs.
public indirect enum Schedule: Sendable, Equatable {
    /// Multiplies by `factor` after every `steps` steps: factor^⌊t/steps⌋.
    case steps(every: Int, factor: Scalar)
    /// Multiplies by `factor` after each step: factorᵗ.
    case exponential(factor: Scalar)
    /// Half a cosine from 1 down to `lowest` within `steps` steps, and `lowest` from then on:
    /// lowest + (1 − lowest)·½(1 + cos(π·t/steps)). Source: Loshchilov and Hutter 2017, equation 5, without restarts.
    case cosine(steps: Int, lowest: Scalar = 0)
    /// Rises evenly over the first `steps` steps, (t + 1)/steps, and then follows another schedule, which counts from 0.
    /// Source: Goyal et al. 2017, section 2.2.
    case warmUp(steps: Int, then: Schedule)
    /// 1 at every step.
    case constant

    /// The factor at a step, counted from 0.
    public func factor(at step: Int) -> Scalar {
        require(step >= 0, "Schedule: expected a step of at least 0, but got \(step); the first step is 0")
        switch self {
        case .constant:
            return 1
        case .steps(let every, let factor):
            require(every > 0, "Schedule: expected a change after at least one step, but got \(every)")
            return Scalar(pow(Double(factor), Double(step / every)))
        case .exponential(let factor):
            return Scalar(pow(Double(factor), Double(step)))
        case .cosine(let steps, let lowest):
            require(steps > 0, "Schedule: expected a cosine over at least one step, but got \(steps)")
            let share = Double(min(step, steps)) / Double(steps)
            return lowest + (1 - lowest) * Scalar(0.5 * (1 + cos(.pi * share)))
        case .warmUp(let steps, let then):
            require(steps >= 0, "Schedule: expected a warm-up of at least 0 steps, but got \(steps)")
            return step < steps ? Scalar(step + 1) / Scalar(steps) : then.factor(at: step - steps)
        }
    }
}
