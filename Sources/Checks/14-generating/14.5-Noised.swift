// 14.5 noised
// points: 1
// minutes: 10
// difficulty: easy
// essential: yes
// hint: Multiply the first t factors 1 − β. For t = 1 there is one factor.
// hint: That product is the variance that is kept. What weighs the point is its root.
// hint: The two weights squared sum to 1: √ᾱ and √(1 − ᾱ).

import Grading
import Nabla

extension AtStep {
    /// The point and the noise, weighed by the roots of a fraction and of the rest.
    func mixed(_ kept: Scalar) -> Tensor { max(kept, 0).squareRoot() * x + max(1 - kept, 0).squareRoot() * noise }
}

let noised = Check<AtStep, Tensor> { c in
    c.inputs { generator in
        [
            AtStep(step: 2, of: 4, size: 3, using: &generator), AtStep(step: 3, of: 5, size: 2, using: &generator),
            AtStep(step: 4, of: 6, size: 4, using: &generator),
        ]
    }
    c.right { $0.mixed($0.kept) }
    c.wrong("Only the last step is counted. How much is left after all of them?") { $0.mixed(1 - $0.beta) }
    c.wrong("The roots are missing. Variances add, standard deviations do not.") {
        $0.kept * $0.x + (1 - $0.kept) * $0.noise
    }
    c.wrong("The noise is weighed with its variance. Check: the squares of the two weights have to sum to 1.") {
        $0.kept.squareRoot() * $0.x + (1 - $0.kept) * $0.noise
    }
    c.wrong("The point is weighed with its variance. Check: the squares of the two weights have to sum to 1.") {
        $0.kept * $0.x + (1 - $0.kept).squareRoot() * $0.noise
    }
    c.wrong(.offByOne, "One step is missing. How many steps have been made at t?") { $0.mixed($0.before) }
    c.wrong(.offByOne, "One step too many. How many steps have been made at t?") {
        $0.mixed($0.kept(after: $0.step + 1))
    }
    c.wrong("All steps of the schedule are counted, not the first t.") { $0.mixed($0.kept(after: $0.betas.count)) }
    c.wrong("The weights are exchanged. What should be left of the point after no step at all?") {
        (1 - $0.kept).squareRoot() * $0.x + $0.kept.squareRoot() * $0.noise
    }
    c.wrong("The β were added. Each step takes a fraction of what is left: that is a product.") { input in
        let sum = input.betas.prefix(input.step).reduce(0, +)
        return max(1 - sum, 0).squareRoot() * input.x + sum.squareRoot() * input.noise
    }
    c.wrong("The noise has its full strength. A cloud of variance 1 would grow with every step.") {
        $0.kept.squareRoot() * $0.x + $0.noise
    }
    c.wrong("The β were multiplied. The bar stands for the product of what is kept, 1 − β.") { input in
        input.mixed(1 - input.betas.prefix(input.step).reduce(1, *))
    }
    c.wrong("The point is not weakened. Where should it be after a thousand steps?") {
        $0.x + (1 - $0.kept).squareRoot() * $0.noise
    }
    c.wrong("This is the point without its noise.") { $0.kept.squareRoot() * $0.x }
    c.wrong(.sign, "The noise was subtracted. It is given with its sign.") {
        $0.kept.squareRoot() * $0.x - (1 - $0.kept).squareRoot() * $0.noise
    }
    c.constant("the step", [1, 2, 3]) { $0.mixed($0.kept(after: Int($1))) }
    c.accepts("the product taken step by step from the end") { input in
        input.mixed((0..<input.step).reversed().reduce(1) { $0 * (1 - input.betas[$1]) })
    }
}
