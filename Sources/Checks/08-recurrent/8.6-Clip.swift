// 8.6 clip
// points: 2
// minutes: 10
// difficulty: easy
// by hand: clipGradients, gradientNorm
// hint: Think of all gradients written one after the other as one long vector. What is its norm?
// hint: Squares add up across the tensors; the root comes once, at the end.
// hint: Too long? Multiply every tensor by the same number, so that the global norm becomes the limit. Short enough? Return
//   them as they came.

import Grading
import Nabla

struct Long {
    var gradients: [Tensor], limit: Scalar

    /// The global norm.
    var norm: Scalar { Long.norm(gradients) }

    static func norm(_ gradients: [Tensor]) -> Scalar { gradients.reduce(0) { $0 + square($1).sum() }.squareRoot() }

    func scaled(_ factor: Scalar) -> [Tensor] { gradients.map { $0 * factor } }

    /// Shortened to the limit by another measure of length, or to another limit.
    func clipped(by length: Scalar? = nil, to limit: Scalar? = nil) -> [Tensor] {
        let (length, limit) = (length ?? norm, limit ?? self.limit)
        return scaled(length > limit ? limit / length : 1)
    }

    var isTooLong: Bool { norm > limit }
}

let clip = Check<Long, [Tensor]> { c in
    c.inputs { generator in
        func long(_ shapes: [[Int]], _ limit: Scalar) -> Long {
            Long(gradients: shapes.map { generator.nonZeroHalves($0) }, limit: limit)
        }
        // Too long, short enough, much too long, and all zero. Numbers and sizes of tensors differ.
        return [
            long([[2, 3], [4]], 2.5), long([[3], [2, 2], [5]], 200), long([[7], [3, 2], [1], [2]], 0.75),
            Long(gradients: [Tensor(zeros: [3]), Tensor(zeros: [2, 5])], limit: 1.5),
        ]
    }
    c.shows { $0.gradients.enumerated().map { Part("gradient \($0)", $1) } + [Part("limit", $0.limit)] }
    c.compares { _, came in
        let clipped = came.list ?? []
        return [Part("number of gradients", clipped.count)]
            + clipped.enumerated().map { Part("clipped \($0)", $1.orNothing) }
    }
    c.right { $0.clipped() }
    c.wrong("Each tensor was shortened by its own norm, and the step turned. Clip by the global norm.") { i in
        i.gradients.map { Long(gradients: [$0], limit: i.limit).clipped()[0] }
    }
    c.wrong("Every number was cut at the limit, and the step turned. Shorten the arrow without turning it.") { i in
        i.gradients.map { minimum(maximum($0, Tensor(-i.limit)), Tensor(i.limit)) }
    }
    c.wrong(
        "Short gradients were made longer. What should happen to one that is short enough?",
        { $0.scaled($0.limit / max($0.norm, 1e-12)) }, { $0.scaled($0.limit / $0.norm) })
    c.wrong("Long gradients became longer: the factor is upside down. After clipping, measure the norm again.") {
        $0.scaled($0.isTooLong ? $0.norm / $0.limit : 1)
    }
    c.wrong("The root is missing: this is the squared norm. A norm has a root.") {
        $0.clipped(by: $0.norm * $0.norm)
    }
    c.wrong("The norms of the tensors were added up. Norms of parts do not add; their squares do.") {
        $0.clipped(by: $0.gradients.reduce(0) { $0 + Long.norm([$1]) })
    }
    c.wrong(
        .convention, "Measured by the L1 norm, the sum of absolute values. L2 is meant: square, add, take the root."
    ) { $0.clipped(by: $0.gradients.reduce(0) { $0 + abs($1).sum() }) }
    c.wrong("Measured by the largest entry. Which norm is meant?") {
        $0.clipped(by: $0.gradients.map { abs($0).max() }.max()!)
    }
    c.wrong(
        "Scaled to norm 1. How large may it be?", { $0.scaled($0.isTooLong ? 1 / $0.norm : 1) },
        { $0.scaled(1 / max($0.norm, 1e-12)) })
    c.wrong("Measured by the longest of the tensors. All of them are one long vector.") {
        $0.clipped(by: $0.gradients.map { Long.norm([$0]) }.max()!)
    }
    c.wrong("The comparison is the wrong way round: short gradients became longer, long ones stayed.") {
        $0.norm > 0 && !$0.isTooLong ? $0.scaled($0.limit / $0.norm) : $0.gradients
    }
    c.wrong("Only one of the tensors was shortened, and the step turned. All are multiplied by the same number.") {
        [$0.clipped()[0]] + $0.gradients.dropFirst()
    }
    c.wrong(.average, "The mean of squares was taken, not their sum. A norm is the root of the sum.") {
        $0.clipped(by: $0.norm / Scalar($0.gradients.count).squareRoot())
    }
    c.wrong("Nothing was clipped. Compare the global norm with the limit.") { $0.gradients }
    c.constant("the limit", [5, 6.5]) { $0.clipped(to: $1) }
    c.wrong(
        "Only the first two tensors count. There may be any number of them.",
        { $0.clipped(by: Long.norm(Array($0.gradients.prefix(2)))) }, { Array($0.clipped().prefix(2)) })
    c.opposite("The clipped gradients point the other way.")
    c.wrong("Gradients that are too long were thrown away. They should be shortened.") {
        $0.scaled($0.isTooLong ? 0 : 1)
    }
    c.accepts("the factor as the smaller of 1 and limit / norm") {
        $0.scaled($0.norm == 0 ? 1 : min(1, $0.limit / $0.norm))
    }
    c.accepts("PyTorch's way: a millionth added to the norm") { $0.scaled(min(1, $0.limit / ($0.norm + 1e-6))) }
}
