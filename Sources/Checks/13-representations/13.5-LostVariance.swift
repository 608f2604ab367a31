// 13.5 lostVariance
// points: 2
// minutes: 10
// difficulty: medium
// hint: Three steps: move the mean to 0, make the covariance, add up some of its eigenvalues.
// hint: With d directions and `kept` of them kept, how many are lost, and are those the large or the small eigenvalues?
// hint: The values come with the smallest first, so the lost ones are the first d − kept: `values[0..<values.size - kept].sum()`.

import Grading
import Nabla

struct Cloud: Sendable {
    var points: Tensor, kept: Int

    var n: Scalar { Scalar(points.shape[0]) }
    var d: Int { points.shape[1] }
    var centred: Tensor { points - points.mean(alongAxes: 0) }
    /// The eigenvalues of xᵀx / n, the smallest first.
    func values(_ x: Tensor) -> [Scalar] {
        eigenDecomposition(symmetric: matmul(x.transposed(), x) / n).values.scalars
    }
    var values: [Scalar] { values(centred).map { max($0, 0) } }
    var right: Scalar { values.prefix(d - kept).reduce(0, +) }
    var total: Scalar { values.reduce(0, +) }
}

let lostVariance = Check<Cloud, Scalar>(result: "lost") { c in
    c.inputs { generator in [drawn(6, 4, kept: 1, &generator), drawn(9, 5, kept: 2, &generator)] }
    c.right { $0.right }
    c.wrong(.sign, "These are the large eigenvalues: what the plane keeps. Lost is what it leaves out.") {
        $0.values.suffix($0.kept).reduce(0, +)
    }
    c.wrong("The points were not moved to their mean first. Through which point does the plane go?") {
        $0.values($0.points).prefix($0.d - $0.kept).reduce(0, +)
    }
    c.wrong("Roots of the eigenvalues were added up. Squared distances were asked.") {
        $0.values.prefix($0.d - $0.kept).map { $0.squareRoot() }.reduce(0, +)
    }
    c.wrong(.convention, "The covariance was divided by n − 1. Two conventions; this text divides by n.") {
        $0.right * $0.n / ($0.n - 1)
    }
    c.wrong("This is the lost share of the whole variance. The amount was asked.") { $0.right / $0.total }
    c.wrong(.average, "This is the sum over the points. The mean was asked.") { $0.right * $0.n }
    c.wrong(.average, "Divided by the number of coordinates. A squared distance is a sum over them.") {
        $0.right / Scalar($0.d)
    }
    c.wrong(
        "The variances of the columns stand in the place of eigenvalues. The best plane need not lie along the axes."
    ) { input in
        square(input.centred).mean(alongAxes: 0).scalars.sorted().prefix(input.d - input.kept).reduce(0, +)
    }
    c.wrong(.offByOne, "The `kept` smallest were added up. How many directions are left out?") {
        $0.values.prefix($0.kept).reduce(0, +)
    }
    c.wrong("Only the largest of the lost eigenvalues is there. Those below it are lost too.") {
        $0.values[$0.d - $0.kept - 1]
    }
    c.wrong("This is the whole variance. The plane keeps some of it.") { $0.total }
    c.wrong("The largest eigenvalues were left out of the count at the wrong end: the list begins with the smallest.") {
        $0.values.suffix($0.d - $0.kept).reduce(0, +)
    }
    c.wrong("This is the root of the mean squared distance. Its square was asked.") { $0.right.squareRoot() }
    c.accepts("whole less kept") { $0.total - $0.values.suffix($0.kept).reduce(0, +) }
}

/// A cloud that is neither centred nor along the axes.
private func drawn(_ n: Int, _ d: Int, kept: Int, _ generator: inout SeededGenerator) -> Cloud {
    let points = generator.halves([n, d], limit: 3)
    return Cloud(points: points + generator.nonZeroHalves([d], limit: 2), kept: kept)
}
