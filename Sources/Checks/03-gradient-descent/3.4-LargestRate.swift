// 3.4 largestRate
// points: 2
// minutes: 15
// difficulty: medium
// essential: yes
// hint: The distance to the best w is multiplied by |1 − α·c| at each step. At which α does that reach 1?
// hint: c says by how much the slope changes when w grows by 1. Write the slope for w and for w + 1, and subtract: what is
//   left?
// hint: One squared residual has slope 2 · (w·x − y) · x. Per unit of w it grows by 2 · x · x; the loss takes the mean of
//   that. The limit is 2 divided by it.

import Grading
import Nabla

struct Curve {
    var x: Tensor, y: Tensor

    var sum: Scalar { square(x).sum() }
    var mean: Scalar { square(x).mean() }
}

let largestRate = Check<Curve, Scalar>(result: "rate") { c in
    c.inputs { generator in
        [4, 3, 6].map { count in
            // Sizes that differ: no square is the mean of all, and no mean is small.
            let x = generator.nonZeroHalves([count], limit: 2) + Tensor(linspace: 0...3, count: count)
            return Curve(x: x + 1.25, y: generator.nonZeroHalves([count], limit: 3))
        }
    }
    c.right { 1 / $0.mean }
    c.times(
        nil,
        "Twice the limit: the curvature was taken as the mean of x². The square leaves a factor in the slope.",
        { _ in 2 })
    c.times(
        nil,
        "Half the limit. This rate lands in one jump; the limit is where the jump overshoots by its own length.",
        { _ in 0.5 })
    c.wrong(
        .average, "The squares were added, not averaged. The limit must not change when the data is written twice.",
        forEach: [1, 2, 0.5] as [Scalar]
    ) { $1 / $0.sum }
    c.wrong(.meanOfRatios, "The mean was squared. Square first, then average.") { 1 / ($0.x.mean() * $0.x.mean()) }
    c.wrong(
        "This depends on y. Moving the targets moves the bowl; does it change its shape?",
        { 1 / abs(($0.x * $0.y).mean()) }, { 1 / square($0.y).mean() })
    c.wrong("Only the largest x was used. Every sample adds to the curvature.") { 1 / square($0.x).max() }
    c.wrong(
        "A number of your own, whatever the data. How curved is the bowl of these samples?",
        forEach: [1, 0.2, 0.5, 0.02, 0.028, 0.1]
    ) { $1 }
    c.wrong("This is the curvature, or part of it. The rate is 2 divided by it.", { $0.mean }, { 2 * $0.mean })
    c.wrong(
        .average, "The mean was taken over a number of your own. How many samples are there?",
        forEach: [4, 5, 11] as [Scalar]
    ) { $1 / $0.sum }
    c.wrong("The limit 2 over curvature was taken with the mean of x, not of x².") { 1 / $0.x.mean() }
    c.accepts("2 over the change of the slope between w = 0 and w = 1") { curve in
        func slope(_ w: Scalar) -> Scalar { (2 * (w * curve.x - curve.y) * curve.x).mean() }
        return 2 / (slope(1) - slope(0))
    }
}
