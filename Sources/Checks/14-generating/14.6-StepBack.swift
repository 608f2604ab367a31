// 14.6 stepBack
// points: 2
// minutes: 15
// difficulty: medium
// hint: Name three numbers first: β of this step (careful, lists count from 0), ᾱ after it, and ᾱ before it.
// hint: ᾱ before the first step is 1: nothing was lost yet. Then the variance is 0 by itself.
// hint: Take β/√(1 − ᾱ) of the noise away, then divide by √(1 − β), the root of what this one step kept.

import Grading
import Nabla

extension AtStep {
    /// The mean, with another factor on the noise or another divisor.
    func mean(noise factor: Scalar? = nil, dividedBy divisor: Scalar? = nil) -> Tensor {
        (x - (factor ?? beta / (1 - kept).squareRoot()) * noise) / (divisor ?? (1 - beta).squareRoot())
    }
    var variance: Scalar { beta * (1 - before) / (1 - kept) }
}

let stepBack = Check<AtStep, (mean: Tensor, variance: Scalar)> { c in
    c.inputs { generator in
        [
            AtStep(step: 2, of: 4, size: 3, using: &generator), AtStep(step: 1, of: 3, size: 2, using: &generator),
            AtStep(step: 3, of: 5, size: 4, using: &generator),
        ]
    }
    c.right { ($0.mean(), $0.variance) }
    c.wrong("The noise is divided by 1 − ᾱ, its variance. Divide by its standard deviation.") {
        ($0.mean(noise: $0.beta / (1 - $0.kept)), $0.variance)
    }
    c.wrong("The noise is multiplied by β only. How strong was the noise that had been put in?") {
        ($0.mean(noise: $0.beta), $0.variance)
    }
    c.wrong("The mean is divided by √ᾱ. One step back, not all of them.") {
        ($0.mean(dividedBy: $0.kept.squareRoot()), $0.variance)
    }
    c.wrong("This mean is the guess of the beginning. That is where the walk ends; how far is the next step?") {
        (($0.x - (1 - $0.kept).squareRoot() * $0.noise) / $0.kept.squareRoot(), $0.variance)
    }
    c.wrong("The mean is multiplied by √(1 − β). The way there had made it smaller.") {
        ($0.mean(dividedBy: 1 / (1 - $0.beta).squareRoot()), $0.variance)
    }
    c.wrong("The mean is divided by 1 − β. A step shrinks the point by the root of that.") {
        ($0.mean(dividedBy: 1 - $0.beta), $0.variance)
    }
    c.wrong("The mean is not divided. The step had shrunk the point.") { ($0.mean(dividedBy: 1), $0.variance) }
    c.wrong(.convention, "The variance is β. Two conventions; here the last step back adds no noise.") {
        ($0.mean(), $0.beta)
    }
    c.wrong("The variance is not divided by 1 − ᾱ: divide by what noise there was in all.") {
        ($0.mean(), $0.beta * (1 - $0.before))
    }
    c.wrong(
        "The variance is turned over: before and after are exchanged.",
        { ($0.mean(), $0.step == 1 ? 0 : $0.beta * (1 - $0.kept) / (1 - $0.before)) },
        { ($0.mean(), $0.beta * (1 - $0.kept) / (1 - $0.before)) })
    c.wrong("This is the standard deviation. The variance was asked.") { ($0.mean(), $0.variance.squareRoot()) }
    c.wrong(.sign, "The noise was added. Which way is back?") {
        ($0.mean(noise: -$0.beta / (1 - $0.kept).squareRoot()), $0.variance)
    }
    c.wrong(
        .offByOne, "In the mean ᾱ is taken one step too early. At t, t factors have been multiplied.",
        { ($0.mean(noise: $0.beta / (1 - $0.before).squareRoot()), $0.variance) },
        { ($0.step == 1 ? $0.mean() : $0.mean(noise: $0.beta / (1 - $0.before).squareRoot()), $0.variance) })
    c.wrong(.offByOne, "β is that of the next step. Steps count from 1, lists from 0.") { input in
        let next = AtStep(input, step: input.step + 1)
        let mean =
            (input.x - next.beta / (1 - next.kept).squareRoot() * input.noise) / (1 - next.beta).squareRoot()
        return (mean, next.variance)
    }
    c.wrong("ᾱ before the first step is 1, so the variance of the last step back is 0.") {
        ($0.mean(), $0.step == 1 ? $0.beta : $0.variance)
    }
    c.accepts("the mean written with the guess of the beginning") { input in
        let start = (input.x - (1 - input.kept).squareRoot() * input.noise) / input.kept.squareRoot()
        let (a, b) = (
            input.before.squareRoot() * input.beta / (1 - input.kept),
            (1 - input.beta).squareRoot() * (1 - input.before) / (1 - input.kept)
        )
        return (a * start + b * input.x, input.variance)
    }
}

extension AtStep {
    /// The same at another step.
    init(_ other: AtStep, step: Int) {
        self = other
        self.step = step
    }
}
