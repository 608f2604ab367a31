// 5.3 reluBackward
// points: 1
// minutes: 4
// difficulty: easy
// by hand: Variable, Parameter
// section: Every operation knows its local derivatives
// hint: Entry by entry: what is the derivative of ReLU at this x, and what arrives there?
// hint: The derivative is 1 or 0. What you send back is the derivative times g.
// hint: x .> 0 gives the derivatives of all entries at once; only x decides, never g.

import Grading
import Nabla

struct Arrival {
    var x: Tensor, g: Tensor
}

let reluBackward = Check<Arrival, Tensor>(result: "dx") { c in
    c.inputs { [arrival(6, &$0), arrival(9, &$0)] }
    c.right { $0.g * ($0.x .> 0) }
    c.wrong("g decided what passes. What switches the unit off is its input x.") { $0.g * ($0.g .> 0) }
    c.wrong(
        "Negative gradients were removed as well. A negative one is information, not noise.",
        { relu($0.g * ($0.x .> 0)) }, { $0.g * ($0.g .> 0) * ($0.x .> 0) })
    c.wrong(.chain, "These are the derivatives of ReLU alone. What arrives is lost: derivative times g.") { $0.x .> 0 }
    c.wrong(
        .valueOrSlope, "What passes was multiplied by x. Where the unit is on, its derivative is 1.",
        { $0.g * relu($0.x) }, { $0.g * $0.x })
    c.wrong(
        .valueOrSlope,
        "x and g were multiplied and sent through ReLU once more. The backward pass takes its derivative, not ReLU itself."
    ) { relu($0.x * $0.g) }
    c.wrong("The product was compared with 0: without brackets g * x .> 0 means (g * x) .> 0.") { $0.g * $0.x .> 0 }
    c.wrong(.valueOrSlope, "This is ReLU of x, the forward pass. What of g goes back is asked.") { relu($0.x) }
    c.wrong(.tie, "At x = 0 the gradient passed. The corner needs a rule, and the text gives one: 0.") {
        $0.g * ($0.x .>= 0)
    }
    c.wrong(
        "Where x is a little above 0 nothing passed. The unit is on from 0 upwards: compare with 0.",
        forEach: [1, 0.5]
    ) { $0.g * ($0.x .> $1) }
    c.wrong(.chain, "Everything passed. Does a unit that is off depend on its input?") { $0.g }
    c.wrong("Where x is below 0 the sign was turned. There ReLU is flat, and nothing passes.") {
        $0.g * (($0.x .> 0) - ($0.x .< 0))
    }
    c.wrong(
        "The units that are off passed, and those that are on did not.", { $0.g * ($0.x .<= 0) },
        { $0.g * ($0.x .< 0) })
    c.wrong(
        .convention, "A part of g passes where the unit is off. That is leaky ReLU; this one is flat there.",
        forEach: [0.01, 0.1, 0.2, 0.3]
    ) { $0.g * (($0.x .> 0) + $1 * ($0.x .<= 0)) }
    c.wrong(.tie, "At x = 0 half of the gradient passed. The rule of the text is 0.") {
        $0.g * (($0.x .> 0) + ($0.x .>= 0)) / 2
    }
    c.wrong(.valueOrSlope, "x and g went through ReLU both, and were multiplied. Only the derivative at x counts.") {
        relu($0.x) * relu($0.g)
    }
    c.times(nil, "Nothing passes at all.") { _ in 0 }
    c.onlyFirst(
        "entries", [6],
        sentence: "Only the first entries are right. How many there are differs from call to call: ask x.size."
    ) { ($0.g * ($0.x .> 0)).only(first: $1) }
}

/// All four pairs of signs, and two corners at which gradients of both signs arrive. One unit is on by little.
private func arrival(_ count: Int, _ generator: inout SeededGenerator) -> Arrival {
    let signs: [(x: Scalar, g: Scalar)] = [(1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1)]
    var x = generator.nonZeroHalves([count], limit: 3).scalars
    var g = generator.nonZeroHalves([count], limit: 3).scalars
    for (place, index) in (0..<count).shuffled(using: &generator).enumerated() {
        let sign = place < 6 ? signs[place] : signs[place % 4]
        x[index] = (place == 0 ? 0.25 : abs(x[index]) + 1) * sign.x
        g[index] = abs(g[index]) * sign.g
    }
    return Arrival(x: Tensor(x), g: Tensor(g))
}
