// 9.2 adamW
// points: 3
// minutes: 15
// difficulty: medium
// essential: yes
// hint: Write Adam first, as in 03: two averages, both corrected for having started at 0, and a division.
// hint: The decay is a second term of the same step. It stands beside the division, in the bracket that the rate multiplies.
// hint: Turn `decayed` into a tensor of ones and zeros. Then the step is w − rate · (m̂ / (√v̂ + ε) + decay · mask · w), with the
//   same w in both places.

import Grading
import Nabla

struct Decaying {
    var gradients: Tensor, start: Tensor, rate: Scalar, decay: Scalar, decayed: [Bool]

    var steps: Int { gradients.shape[0] }
    var mask: Tensor { Tensor(decayed.map { $0 ? 1 : 0 }) }
    var everywhere: Tensor { Tensor(ones: start.shape) }

    /// Adam's path, with a penalty inside the gradient and a change of the weight after the step.
    ///
    /// - Parameters:
    ///   - inside: what is added to the gradient, given the weight.
    ///   - after: what is taken from the moved weight, given the weight before and after Adam's step.
    ///   - corrected: whether the averages are corrected, and for which step.
    ///   - keepsMemory: whether the averages outlive a step.
    ///   - small: what is added below, so that 0 is not divided by 0.
    func path(
        inside: (Tensor) -> Tensor = { 0 * $0 }, corrected: (Int) -> Int? = { $0 }, keepsMemory: Bool = true,
        small: Scalar = 1e-7, after: (_ old: Tensor, _ moved: Tensor) -> Tensor
    ) -> Tensor {
        var (w, m, v) = (start, Tensor(zeros: start.shape), Tensor(zeros: start.shape))
        var rows: [Tensor] = []
        for t in 1...steps {
            let g = gradients[t - 1] + inside(w)
            if !keepsMemory { (m, v) = (Tensor(zeros: start.shape), Tensor(zeros: start.shape)) }
            m = 0.9 * m + 0.1 * g
            v = 0.999 * v + 0.001 * g * g
            let k = keepsMemory ? corrected(t) : 1
            let step =
                k.map { k in
                    (m / (1 - pow(Tensor(0.9), Scalar(k)))) / (sqrt(v / (1 - pow(Tensor(0.999), Scalar(k)))) + small)
                } ?? m / (sqrt(v) + small)
            let moved = w - rate * step
            w = moved - after(w, moved)
            rows.append(w)
        }
        return Tensor(stacking: rows)
    }

    func right(_ mask: Tensor? = nil) -> Tensor {
        let mask = mask ?? self.mask
        return path { old, _ in rate * decay * mask * old }
    }

    func with(rate: Scalar? = nil, decay: Scalar? = nil) -> Decaying {
        Decaying(
            gradients: gradients, start: start, rate: rate ?? self.rate, decay: decay ?? self.decay, decayed: decayed)
    }
}

let adamW = Check<Decaying, Tensor>(result: "weights") { c in
    c.inputs { generator in [decaying(3, 4, &generator), decaying(5, 6, &generator)] }
    c.right { $0.right() }
    c.wrong(
        "The decay was added to the gradient, so Adam divides it away with the gradient. It belongs outside the division."
    ) { input in
        input.path(inside: { input.decay * input.mask * $0 }, after: { old, _ in 0 * old })
    }
    c.wrong("The decay is not multiplied by the rate. Is it inside the bracket that the rate multiplies?") { input in
        input.path { old, _ in input.decay * input.mask * old }
    }
    c.wrong(
        .valueOrSlope, "The decay goes with w². The penalty is the square; its slope is proportional to the weight."
    ) { input in input.path { old, _ in input.rate * input.decay * input.mask * old * old } }
    c.wrong(.sign, "The decay pushes weights away from 0. Which way should a weight shrink?") { input in
        input.path { old, _ in -input.rate * input.decay * input.mask * old }
    }
    c.wrong(
        .onePoint, "What decays is the weight that Adam has just moved. Both terms belong to the same old weight."
    ) { input in input.path { _, moved in input.rate * input.decay * input.mask * moved } }
    c.wrong("All entries decay. Which of them are marked?") { $0.right($0.everywhere) }
    c.wrong("The entries that are not marked decay, and those that are do not. Read `decayed` again.") {
        $0.right($0.everywhere - $0.mask)
    }
    c.wrong("Nothing decays: this is Adam. What is left of the decay after your step?") {
        $0.right(0 * $0.mask)
    }
    c.wrong("The decay takes the same amount from every weight. A constant pull is the slope of another penalty.") {
        input in
        input.path { old, _ in input.rate * input.decay * input.mask * ((old .> 0) - (old .< 0)) }
    }
    c.wrong("The averages are not corrected. Having started at 0, they are too small in the first steps.") { input in
        input.path(corrected: { _ in nil }) { old, _ in input.rate * input.decay * input.mask * old }
    }
    c.wrong(.offByOne, "Every step is corrected as if it were the first. t grows by one with each step.") { input in
        input.path(corrected: { _ in 1 }) { old, _ in input.rate * input.decay * input.mask * old }
    }
    c.wrong(.offByOne, "The corrections are one step ahead. In the first step t is 1.") { input in
        input.path(corrected: { $0 + 1 }) { old, _ in input.rate * input.decay * input.mask * old }
    }
    c.wrong(.memory, "Each step begins with m and v at 0. They have to outlive the step.") { input in
        input.path(keepsMemory: false) { old, _ in input.rate * input.decay * input.mask * old }
    }
    c.wrong("No number where a weight has no gradient: 0 was divided by 0. What is added below is there for that.") {
        input in
        input.path(small: 0) { old, _ in input.rate * input.decay * input.mask * old }
    }
    c.wrong("There is no Adam here: this is plain descent with decay. What divides the gradient?") { input in
        var (w, rows) = (input.start, [Tensor]())
        for t in 0..<input.steps {
            w = w - input.rate * (input.gradients[t] + input.decay * input.mask * w)
            rows.append(w)
        }
        return Tensor(stacking: rows)
    }
    c.wrong("The first row is the start. The weights after each step were asked.") { input in
        Tensor(concatenating: [input.start.reshaped(to: [1, input.start.size]), input.right()[0..<input.steps - 1]])
    }
    c.wrong("Only the weights after the last step came. A row for each step was asked.") { $0.right()[$0.steps - 1] }
    c.constant("The rate", [0.1, 0.001] as [Scalar]) { $0.with(rate: $1).right() }
    c.constant("The decay", [0.1, 0.01] as [Scalar]) { $0.with(decay: $1).right() }
    c.accepts("the decay first, then Adam's step on the gradient of the old weight") { input in
        var (w, m, v) = (input.start, Tensor(zeros: input.start.shape), Tensor(zeros: input.start.shape))
        var rows: [Tensor] = []
        for t in 1...input.steps {
            let g = input.gradients[t - 1]
            m = 0.9 * m + 0.1 * g
            v = 0.999 * v + 0.001 * g * g
            w = w * (1 - input.rate * input.decay * input.mask)
            let mean = m / (1 - pow(Tensor(0.9), Scalar(t)))
            w = w - input.rate * mean / (sqrt(v / (1 - pow(Tensor(0.999), Scalar(t)))) + 1e-7)
            rows.append(w)
        }
        return Tensor(stacking: rows)
    }
}

/// Gradients and starts of both signs, at least one weight and one bias; rate and decay large enough to see. The last entry
/// has no gradient.
private func decaying(_ steps: Int, _ entries: Int, _ generator: inout SeededGenerator) -> Decaying {
    let sizes: [Scalar] = [0.5, 1.5, 2, 2.5, 3]
    let start = (0..<entries).map { place in
        (place % 2 == 0 ? 1 : -1) * sizes.randomElement(using: &generator)!
    }.shuffled(using: &generator)
    let decayed = ([true, true, false] + (3..<entries).map { _ in Bool.random(using: &generator) })
        .shuffled(using: &generator)
    var gradients = generator.nonZeroHalves([steps, entries])
    gradients[.all, entries - 1] = Tensor(zeros: [steps])
    return Decaying(
        gradients: gradients, start: Tensor(start),
        rate: [0.2, 0.25, 0.3].randomElement(using: &generator)!,
        decay: [0.3, 0.4, 0.5].randomElement(using: &generator)!, decayed: decayed)
}
