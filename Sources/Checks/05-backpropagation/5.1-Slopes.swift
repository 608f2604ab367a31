// 5.1 slopes
// points: 1
// minutes: 6
// difficulty: easy
// by hand: Variable, Parameter
// section: Every operation knows its local derivatives
// hint: The table of the page gives two of the three in terms of the output. Compute the output first.
// hint: s = sigmoid(z) and t = tanh(z) work on the whole tensor. Then one line each.
// hint: ReLU rises by 1 for 1 where z is above 0, and not at all elsewhere: a comparison with a dot, .>, gives 1 and 0.

import Exercises
import Grading
import Nabla

struct Activations: Question {
    let z: Tensor

    var right: (sigmoid: Tensor, tanh: Tensor, relu: Tensor) {
        let (s, t) = (sigmoid(z), tanh(z))
        return (s * (1 - s), 1 - square(t), z .> 0)
    }
}

let slopes = Check<Activations, (sigmoid: Tensor, tanh: Tensor, relu: Tensor)> { c in
    c.inputs { [withZero(5, &$0), withZero(7, &$0)] }
    c.right { $0.right }
    c.wrong(.valueOrSlope, "These are the three functions themselves. How fast each of them rises was asked.") {
        (sigmoid($0.z), tanh($0.z), relu($0.z))
    }
    c.wrong(
        .valueOrSlope, "z stands in both formulas where the output belongs: σ(z) in the one, tanh(z) in the other."
    ) { i in i.but { ($0.sigmoid, $0.tanh) = (i.z * (1 - i.z), 1 - square(i.z)) } }
    c.wrong(
        .valueOrSlope,
        "z·(1 − z) was taken for the derivative of the sigmoid. That formula wants the output of the sigmoid, not its input."
    ) { i in i.but { $0.sigmoid = i.z * (1 - i.z) } }
    c.wrong(
        .twice, "The sigmoid was applied to what was already its output. Input or output: which one do you hold?"
    ) { i in
        let again = sigmoid(sigmoid(i.z))
        return i.but { $0.sigmoid = again * (1 - again) }
    }
    c.wrong(
        .valueOrSlope, "This is the sigmoid itself. A curve that is flat at both ends has a derivative near 0 at both."
    ) { i in i.but { $0.sigmoid = sigmoid(i.z) } }
    c.wrong(.valueOrSlope, "1 − z² falls far below 0 for large z. Square the output of tanh, not its input.") { i in
        i.but { $0.tanh = 1 - square(i.z) }
    }
    c.wrong("1 − tanh z is largest on the far left. Where is tanh steepest, and how steep?") { i in
        i.but { $0.tanh = 1 - tanh(i.z) }
    }
    c.wrong(
        .valueOrSlope, "t·(1 − t) is the sigmoid's rule. tanh has one of its own.",
        { i in i.but { $0.tanh = tanh(i.z) * (1 - tanh(i.z)) } }, { $0.but { $0.tanh = $0.sigmoid } })
    c.wrong(.valueOrSlope, "This is tanh itself. Where it is flat its derivative is near 0.") { i in
        i.but { $0.tanh = tanh(i.z) }
    }
    c.wrong(.valueOrSlope, "This is ReLU itself. What is the slope of a straight line?") { i in
        i.but { $0.relu = relu(i.z) }
    }
    c.wrong(.tie, "At 0 stands ½. Any number from 0 to 1 can be defended there; the rule of this course is 0.") { i in
        i.but { $0.relu = ((i.z .> 0) + (i.z .>= 0)) / 2 }
    }
    c.wrong(.pairing, "The derivatives of sigmoid and tanh are exchanged. The first of the three is the sigmoid's.") {
        $0.but { ($0.sigmoid, $0.tanh) = ($0.tanh, $0.sigmoid) }
    }
    c.wrong(.tie, "At 0 stands 1. The corner needs a rule, and the text gives one: 0.") { i in
        i.but { $0.relu = i.z .>= 0 }
    }
    c.wrong("Left of 0 ReLU is flat. Its slope there is 0, not −1.") { i in
        i.but { $0.relu = (i.z .> 0) - (i.z .< 0) }
    }
    c.ignoresInput(
        sentence: "The slopes do not depend on z. Nudge it at two places and compare.",
        { (0 * $0.z, 0 * $0.z, 0 * $0.z) }, { (0 * $0.z + 1, 0 * $0.z + 1, 0 * $0.z + 1) },
        { (0 * $0.z + 0.25, 0 * $0.z + 1, 0 * $0.z + 1) })
    c.onlyFirst(
        "entries", [5],
        sentence: "Only the first entries are right. How many there are differs from call to call: ask z.size."
    ) { i, count in
        let (s, t, r) = i.right
        return (s.only(first: count), t.only(first: count), r.only(first: count))
    }
    c.recognises(
        "Nearly right everywhere, as differences of neighbouring values are. The formulas give the derivatives exactly.",
        { areDifferences($1, at: $0) },
        example: { i in
            let h: Scalar = 0.05
            func difference(_ f: (Tensor) -> Tensor) -> Tensor { (f(i.z + h) - f(i.z - h)) / (2 * h) }
            return (difference { sigmoid($0) }, difference { tanh($0) }, difference { relu($0) })
        })
    c.accepts("written with exponentials") {
        let grown = exp(-$0.z)
        let t = 1 - 2 / (exp(2 * $0.z) + 1)
        return (grown / square(1 + grown), 1 - t * t, maximum($0.z .> 0, 0 * $0.z))
    }
}

/// Whether all three lie near the right ones, but not so near as a formula does.
private func areDifferences(_ came: WireValue, at i: Activations) -> Bool {
    guard let s = came.sigmoid.tensor, let t = came.tanh.tensor, let r = came.relu.tensor,
        [s, t, r].allSatisfy({ $0.shape == i.z.shape })
    else { return false }
    let error = max(abs(s - i.right.sigmoid).max(), abs(t - i.right.tanh).max())
    // At the corner a difference gives anything from 0 to 1.
    let room = zip(i.z.scalars, abs(r - i.right.relu).scalars).allSatisfy { $1 <= ($0 == 0 ? 1 : 0.02) }
    return error > 2e-6 && error < 0.02 && room
}

/// Numbers of both signs with one exact 0 among them, not at the end.
private func withZero(_ count: Int, _ generator: inout SeededGenerator) -> Activations {
    var z = generator.nonZeroHalves([count], limit: 2).scalars
    (z[1], z[count - 1]) = (-abs(z[1]), abs(z[count - 1]))
    z[Int.random(in: 2..<count - 1, using: &generator)] = 0
    return Activations(z: Tensor(z))
}
