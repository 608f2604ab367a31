// 2.5 pairwise
// points: 2
// minutes: 15
// difficulty: medium
// hint: Every point of a meets every point of b: a column against a row, only that each entry is a point.
// hint: `a.expanded(atAxis: 1)` is [M, 1, D]. What shape has it minus b, and which axis has to disappear?
// hint: Or with three terms: squares of a as a column, squares of b as a row, and 2·a·b from one matrix product. Mind the
//   signs.

import Grading
import Nabla

struct Clouds {
    var a: Tensor, b: Tensor

    /// Shapes: [M, D], [N, D] → [M, N, D].
    var differences: Tensor { a.expanded(atAxis: 1) - b }
    var right: Tensor { square(differences).sum(alongAxes: 2) }

    var products: Tensor { matmul(a, b.transposed()) }
    /// |a|² as a column.
    var column: Tensor { square(a).sum(alongAxes: 1, keepingAxes: true) }

    /// |a|² + factor·a·b + |b|².
    func terms(_ factor: Scalar) -> Tensor { column + square(b).sum(alongAxes: 1) + products * factor }
}

let pairwise = Check<Clouds, Tensor>(result: "distances") { c in
    c.inputs { generator in
        [(3, 5, 4), (4, 6, 3), (7, 7, 5)].shuffled(using: &generator).map { m, n, d in
            Clouds(a: generator.nonZeroHalves([m, d]), b: generator.halves([n, d]))
        }
    }
    c.right { $0.right }
    c.wrong("The middle term was added. Multiply (a − b)² out by hand: which sign does a·b get?") { $0.terms(2) }
    c.wrong("The middle term lacks its 2. Multiply (a − b)² out by hand and count how often a·b appears.") {
        $0.terms(-1)
    }
    c.wrong(.transpose, "The table lies there transposed. The rows belong to the points of a.") {
        $0.right.transposed()
    }
    c.wrong(.convention, "These are sums of distances along each coordinate. Square before you add.") {
        abs($0.differences).sum(alongAxes: 2)
    }
    c.wrong(.convention, "The root was taken. The squared distance was asked for.") { sqrt($0.right) }
    c.times(.average, "This is the mean over the coordinates. The distance is their sum.") { 1 / Scalar($0.a.shape[1]) }
    c.wrong(
        "The differences were added first and squared after. Distances along different coordinates must not cancel."
    ) { square($0.differences.sum(alongAxes: 2)) }
    c.wrong(.axis, "The points disappeared instead of the coordinates.", forEach: [0, 1]) {
        square($0.differences).sum(alongAxes: $1)
    }
    c.wrong("The middle term is missing: the squares alone say how far each point is from 0.") { $0.terms(0) }
    c.wrong("The differences were added up without squares. Distances along different coordinates must not cancel.") {
        $0.differences.sum(alongAxes: 2)
    }
    c.wrong("Only the largest of the squared differences is left. They are added up over the coordinates.") {
        square($0.differences).max(alongAxes: 2)
    }
    c.wrong("|b|² was subtracted from |a|². Multiply (a − b)² out by hand.") {
        $0.column - square($0.b).sum(alongAxes: 1)
    }
    c.wrong("These are dot products. They measure agreement, not distance.") { $0.products }
    c.onlyFirst(
        "coordinates", [2],
        sentence: "Only the first two coordinates count, as many as in the example. There are D of them."
    ) { square($0.differences[.all, .all, 0..<$1]).sum(alongAxes: 2) }
    c.wrong(.axis, "The squares of all points of b were added to one number. Each point has its own.") {
        $0.column - 2 * $0.products + square($0.b).sum()
    }
    c.accepts("by three terms") { $0.terms(-2) }
    c.accepts("by three terms, clamped at 0") { maximum($0.terms(-2), 0) }
}
