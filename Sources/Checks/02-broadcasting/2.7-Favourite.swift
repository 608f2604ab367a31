// 2.7 favourite
// points: 1
// minutes: 5
// difficulty: easy
// hint: Do the experiment at the end of the task, with a few more values of c.
// hint: The page's first run found one number and stayed there. Which one was it?
// hint: Is c drawn more strongly by a target that is far away? Then how many lie on either side does not decide.

import Grading
import Nabla

let favourite = Check<Tensor, Scalar>(input: "targets", result: "c") { c in
    c.inputs { [skewed(4, &$0), skewed(5, &$0), skewed(7, &$0)] }
    c.right { $0.mean() }
    c.wrong(
        """
        This is the number in the middle of the sorted list. It is best for distances; squares are drawn by far targets.
        """, { middle($0, 0, 0) }, { middle($0, 1, 1) }, { middle($0, 0, 1) })
    c.wrong("0 is no better than any other number. Try a few values of c.") { _ in 0 }
    c.wrong("This lies halfway between the smallest and the largest target. The others count, too.") {
        ($0.min() + $0.max()) / 2
    }
    c.wrong(
        "This is a mean of sizes or of squares. A target below 0 draws c down.",
        {
            abs($0).mean()
        }, { square($0).mean().squareRoot() }, { square($0).mean() })
    c.wrong(.offByOne, "The sum was divided by N − 1. How many targets are there?") { $0.sum() / Scalar($0.size - 1) }
    c.wrong("This is the sum of the targets: far from all of them.") { $0.sum() }
    c.wrong("This is the loss that remains, not the number that gets it.") { $0.variance() }
    c.wrong("This is the largest target, as in the example's form. Which c is best for all?") { $0.max() }
    c.wrong("This is one of the targets. Which c is best for all of them?", { $0.min() }, { $0[0].item })
    c.constant("N", [3], sentence: "The sum was divided by 3, as for the three targets of the task.") { $0.sum() / $1 }
}

/// The middle of the sorted targets: the mean of two neighbours where their number is even, or one of them.
private func middle(_ targets: Tensor, _ low: Int, _ high: Int) -> Scalar {
    let sorted = targets.scalars.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1 + low] + sorted[half - 1 + high]) / 2
}

/// Targets whose mean, median and middle lie apart: most are small, one is large.
private func skewed(_ count: Int, _ generator: inout SeededGenerator) -> Tensor {
    let small = generator.halves([count - 1]).scalars
    let sign: Scalar = Bool.random(using: &generator) ? 1 : -1
    let large = sign * Scalar(Int.random(in: 12...20, using: &generator))
    return Tensor(([large] + small).shuffled(using: &generator))
}
