// 4.6 margin
// points: 1
// minutes: 12
// difficulty: medium
// section: If a line exists, the corrections must end
// hint: Start from the scores. What has to be done to a score so that it does not change when w and b are doubled?
// hint: The label turns a score into “how far on the right side”; the length of w turns it into a distance.
// hint: Of all the signed distances, one alone sets the margin. Which?

import Foundation
import Grading
import Nabla

struct Separation {
    var x: Tensor, y: Tensor, w: Tensor, b: Scalar

    var values: [Scalar] { scores(x, w, b) }
    /// Label times score, point by point.
    var signed: [Scalar] { zip(values, y.scalars).map { $0 * $1 } }
    var sizes: [Scalar] { values.map { abs($0) } }
    /// The length of w, and that of w and b together.
    var norm: Scalar { dot(w, w).squareRoot() }
    var wholeNorm: Scalar { (dot(w, w) + b * b).squareRoot() }
    var margin: Scalar { signed.min()! / norm }

    func with(b: Scalar) -> Separation { Separation(x: x, y: y, w: w, b: b) }

    func keeping(features: Int) -> Separation { Separation(x: x[.all, 0..<features], y: y, w: w[0..<features], b: b) }
}

let margin = Check<Separation, Scalar>(result: "margin") { c in
    c.inputs { generator in
        [
            separation(5, 3, mistakes: 1, &generator), separation(6, 4, mistakes: 0, &generator),
            separation(7, 5, mistakes: 2, &generator),
        ]
    }
    c.right { $0.margin }
    c.wrong("This is a score, not a distance: doubling w and b must not move the line.") { $0.signed.min()! }
    c.wrong("Divided by the length of w twice. Check the units of a distance.") { $0.margin / $0.norm }
    c.wrong(
        "The bias went into the length, as it does in γ. It shifts the line and does not tilt it: a distance "
            + "needs the length of w alone.", { $0.signed.min()! / $0.wholeNorm }, { $0.sizes.min()! / $0.wholeNorm })
    c.wrong(.sign, "A point on the wrong side counts as a negative distance. On which side is each point?") {
        $0.sizes.min()! / $0.norm
    }
    c.wrong(.average, "This is the mean of the distances. The margin is set by the worst point alone.") {
        Tensor($0.signed).mean() / $0.norm
    }
    c.wrong("The bias is missing from the score. The line need not pass through the origin.") { $0.with(b: 0).margin }
    c.wrong(
        "The labels are not used. A large negative score is a good thing when the label is −1.",
        { $0.values.min()! / $0.norm }, { $0.values.min()! })
    c.wrong(
        "This is the largest distance. Which point decides how comfortable the line is: the best or the worst?",
        { $0.signed.max()! / $0.norm }, { $0.sizes.max()! / $0.norm }, { $0.values.max()! / $0.norm },
        { $0.signed.max()! })
    c.wrong("This is the number of the example. Every call has another line and other points.") { _ in -0.8 }
    c.wrong("The margin is 0 only if a point lies on the line. It has to depend on the points.") { _ in 0 }
    c.wrong(
        "This is the smallest |z|. It is no distance yet, since doubling w and b doubles it; and it hides on which "
            + "side a point is."
    ) { $0.sizes.min()! }
    c.wrong("(R/γ)² is the bound on the number of corrections. The margin is one distance.") { line in
        let largest = (line.x * line.x).sum(alongAxes: 1).max() + 1
        let gamma = line.sizes.min()! / line.wholeNorm
        return largest / (gamma * gamma)
    }
    c.wrong(
        "Only the first points were asked. How many there are differs from call to call.", forEach: [5, 3]
    ) { $0.signed.prefix($1).min()! / $0.norm }
    c.wrong(
        "Only the first features count here. How many there are differs from call to call.", forEach: [3, 2]
    ) { $0.keeping(features: $1).margin }
    c.opposite("The sign is wrong. A positive margin says that every point is on its side.")
    c.wrong(.sign, "b was subtracted, as if it were a threshold. A threshold and a bias have opposite signs.") {
        $0.with(b: -$0.b).margin
    }
    c.wrong(
        """
        One or two over the length of w is the margin only when the nearest points have the scores 1 and −1. Here they \
        have others.
        """, forEach: [1, 2]
    ) { $1 / $0.norm }
    c.wrong(
        "The numbers of w were added up to get its length. A length is the root of a sum of squares.",
        { $0.signed.min()! / abs($0.w).sum() }, { $0.signed.min()! / $0.w.sum() })
}

/// A line with the wanted number of points on the wrong side.
private func separation(
    _ count: Int, _ features: Int, mistakes: Int, _ generator: inout SeededGenerator
) -> Separation {
    let (x, w) = (generator.halves([count, features]), generator.nonZeroHalves([features]))
    let b = generator.nonZeroHalf()
    var y = scores(x, w, b).map { $0 >= 0 ? Scalar(1) : -1 }
    for index in (0..<count).shuffled(using: &generator).prefix(mistakes) { y[index] = -y[index] }
    return Separation(x: x, y: Tensor(y), w: w, b: b)
}
