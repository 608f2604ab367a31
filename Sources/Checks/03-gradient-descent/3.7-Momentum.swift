// 3.7 momentum
// points: 2
// minutes: 15
// difficulty: medium
// hint: Two things live from step to step: where you are, and how fast you move. Both start at 0.
// hint: First the new velocity, from the old one and the gradient; then move by the new velocity.
// hint: In each pass of the loop: v becomes β·v minus this step's rate times this step's gradient, the place becomes place
//   + v, and that place is a row of the answer.

import Grading
import Nabla

struct Ride {
    var gradients: Tensor, rates: Tensor, beta: Scalar

    func with(rate: Scalar? = nil, beta: Scalar? = nil) -> Ride {
        Ride(gradients: gradients, rates: rate.map { 0 * rates + $0 } ?? rates, beta: beta ?? self.beta)
    }

    /// What one step does to the velocity, and what to the place.
    enum Rule { case momentum, average, rateOutside, lookingAhead, movingFirst }

    func places(_ rule: Rule = .momentum, velocities: Bool = false) -> Tensor {
        var (v, place, rows) = (0 * gradients[0], 0 * gradients[0], [Tensor]())
        for t in 0..<rates.size {
            let (rate, old) = (rates[t].item, v)
            let push = (rule == .average ? 1 - beta : 1) * (rule == .rateOutside ? 1 : rate) * gradients[t]
            v = beta * v - push
            switch rule {
            case .momentum, .average: place += v
            case .rateOutside: place += rate * v
            case .lookingAhead: place += beta * v - push
            case .movingFirst: place += old
            }
            rows.append(velocities ? v : place)
        }
        return Tensor(stacking: rows)
    }
}

let momentum = Check<Ride, Tensor>(result: "places") { c in
    c.inputs { generator in
        [
            ride([4, 2], [0.5, 0.25, 0.125, 1], 0.75, &generator),
            ride([5, 3], [0.25, 1, 0.5, 0.75, 0.125], 0.5, &generator),
            ride([6, 4], [1, 0.5, 0.75, 0.125, 0.25, 0.5], 0.8, &generator),
        ]
    }
    c.right { $0.places() }
    c.wrong(
        .convention,
        "The gradient was weighted by 1 − β: an average instead of a sum. Both exist; the text asks for the sum."
    ) { $0.places(.average) }
    c.wrong(
        .convention,
        "Right until the rate changes: the rate stands outside the velocity. In the text each gradient keeps the rate of its step."
    ) { $0.places(.rateOutside) }
    c.wrong(.memory, "This is plain descent: the velocity is forgotten between the steps.") {
        $0.with(beta: 0).places()
    }
    c.wrong("The first step is already longer: this looks ahead (Nesterov). The text moves by v.") {
        $0.places(.lookingAhead)
    }
    c.wrong(
        .onePoint,
        "One step late: it moves with the old velocity, or it returns the place before each step. Update the velocity first; the answer starts with the place after the first step."
    ) { $0.places(.movingFirst) }
    c.opposite("Uphill: two minus signs, or none.")
    c.wrong("β and 1 − β are exchanged. Which factor keeps the past?") { $0.with(beta: 1 - $0.beta).places() }
    c.wrong(
        "β or the rate is a number of your own, or the first of the rates was used throughout.",
        { $0.with(beta: 0.9).places() }, { $0.with(rate: 0.02).places() }, { $0.with(rate: 0.1).places() },
        { $0.with(rate: $0.rates[0].item).places() })
    c.wrong(.accumulate, "These are the velocities. Add each to the place, and return the places.") {
        $0.places(velocities: true)
    }
    c.wrong("These are zeros, or one number everywhere, whatever the gradients.") { 0 * $0.gradients }
}

private func ride(_ shape: [Int], _ rates: Tensor, _ beta: Scalar, _ generator: inout SeededGenerator) -> Ride {
    Ride(gradients: generator.nonZeroHalves(shape, limit: 3), rates: rates, beta: beta)
}
