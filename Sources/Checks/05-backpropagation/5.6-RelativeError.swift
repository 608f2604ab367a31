// 5.6 relativeError
// points: 2
// minutes: 8
// difficulty: easy
// section: Check every gradient with finite differences
// hint: Entry by entry: the size of the difference, divided by the two sizes together.
// hint: Go through zip(analytic.scalars, numeric.scalars); where both are 0 the entry counts as 0.
// hint: Keep the largest of all entries. abs(a - n) / (abs(a) + abs(n)) is never above 1.

import Grading
import Nabla

struct TwoGradients {
    var analytic: Tensor, numeric: Tensor

    /// Each difference divided by a size that is made of the two numbers.
    ///
    /// - Parameter zero: what counts where both are 0; nil for what the division gives.
    func ratios(zero: Scalar? = 0, by size: (Scalar, Scalar) -> Scalar = { abs($0) + abs($1) }) -> [Scalar] {
        zip(analytic.scalars, numeric.scalars).map { a, n in a == n ? zero ?? 0 / size(a, n) : abs(a - n) / size(a, n) }
    }

    /// The ratios with the sign of the difference.
    var signed: [Scalar] { zip(ratios(), (analytic - numeric).scalars).map { $1 < 0 ? -$0 : $0 } }
    var differences: [Scalar] { abs(analytic - numeric).scalars }
    var sizes: (analytic: [Scalar], numeric: [Scalar]) { (abs(analytic).scalars, abs(numeric).scalars) }
}

let relativeError = Check<TwoGradients, Scalar>(result: "error") { c in
    c.inputs { pairs(&$0) }
    c.right { largest($0.ratios()) }
    c.wrong(
        "This is the largest absolute difference. A wrong entry of tiny size is never noticed so: wrong by how much, "
            + "compared with what?"
    ) { largest($0.differences) }
    c.wrong(.meanOfRatios, "The average over the entries dilutes a wrong one. One wrong entry is enough.") {
        sum($0.ratios()) / Scalar($0.analytic.size)
    }
    c.wrong("The ratios were added up. One wrong entry is enough: which of them is asked for?") { sum($0.ratios()) }
    c.wrong(
        .meanOfRatios, "Lengths or sums of whole lists were compared. Large entries hide small ones there.",
        { length($0.differences) / (length($0.sizes.analytic) + length($0.sizes.numeric)) },
        { sum($0.differences) / (sum($0.sizes.analytic) + sum($0.sizes.numeric)) },
        { largest($0.differences) / (largest($0.sizes.analytic) + largest($0.sizes.numeric)) })
    c.wrong(
        "Divided by one of the two alone. What if that one is 0?",
        { largest($0.ratios(zero: nil) { abs($1) }) }, { largest($0.ratios { abs($1) }) },
        { largest($0.ratios(zero: nil) { a, _ in abs(a) }) }, { largest($0.ratios { a, _ in abs(a) }) })
    c.wrong(
        .convention,
        "Divided by the larger of the two. That is a usual choice as well, but the text says: by their sum."
    ) { largest($0.ratios { max(abs($0), abs($1)) }) }
    c.wrong(
        "Divided by |a + n|. Opposite signs are the worst case, not a division by zero.",
        { largest($0.ratios(zero: nil) { abs($0 + $1) }) }, { largest($0.ratios { abs($0 + $1) }) })
    c.wrong("The sizes were compared, without their signs. Opposite signs are the worst case.") {
        let sizes = TwoGradients(analytic: abs($0.analytic), numeric: abs($0.numeric))
        return largest(sizes.ratios())
    }
    c.wrong(
        """
        The sign of the difference was kept, so entries that are too small count for nothing. Too small is as wrong as \
        too large.
        """, { largest($0.signed) }, { largest($0.signed.map { -$0 }) })
    c.wrong("No number: where both are 0, 0 was divided by 0. The text says what counts there.") {
        largest($0.ratios(zero: nil))
    }
    c.wrong("Only the first entry was looked at. What was not tested is not tested.") { $0.ratios()[0] }
    c.wrong(.accumulate, "Only the last entry is left. Which of all the ratios is asked for?") { $0.ratios().last! }
    c.wrong("This is the smallest of the ratios. One wrong entry is enough to be wrong.") { $0.ratios().min()! }
    c.wrong("Where both are 0 the entry counts 1 here. Two equal numbers are not wrong at all.") {
        largest($0.ratios(zero: 1))
    }
    c.wrong("Divided by the smaller of the two sizes. The text says: by their sum.") {
        largest($0.ratios { min(abs($0), abs($1)) })
    }
    c.wrong(
        "A number was added below, which small entries feel. Where both are 0 the text says what counts.",
        forEach: [1e-2, 1e-3, 1e-4, 1e-5]
    ) { input, small in largest(input.ratios { abs($0) + abs($1) + small }) }
    c.onlyFirst(
        "entries", [5, 4],
        sentence: "Only the first entries were looked at. How many there are differs from call to call."
    ) { largest(Array($0.ratios().prefix($1))) }
    c.wrong("The answer does not depend on the numbers.", forEach: [0, 1, 0.5]) { $1 }
}

/// Large entries that are nearly right, and a tiny one that is very wrong: in the first list it is too small and last, and
/// a pair of zeros comes first; in the second it has the wrong sign, and is not last; in the third it is too large.
private func pairs(_ generator: inout SeededGenerator) -> [TwoGradients] {
    [(5, 4), (8, 6), (6, 2)].map { count, worst in
        var numeric = (0..<count).map { _ in
            (Bool.random(using: &generator) ? 1 : -1) * Scalar.random(in: 20...40, using: &generator)
        }
        var analytic = numeric.map { $0 * (1 + Scalar.random(in: 0.04...0.09, using: &generator)) }
        analytic[1] = numeric[1] * 0.97
        let tiny = Scalar.random(in: 0.001...0.002, using: &generator)
        let factor = Scalar.random(in: 2.5...4, using: &generator)
        switch count {
        case 5:
            (analytic[worst], numeric[worst]) = (tiny, factor * tiny)
            (analytic[0], numeric[0]) = (0, 0)
        case 8: (analytic[worst], numeric[worst]) = (factor * tiny, -tiny)
        default: (analytic[worst], numeric[worst]) = (factor * tiny, tiny)
        }
        return TwoGradients(analytic: Tensor(analytic), numeric: Tensor(numeric))
    }
}

/// The largest number; NaN where one of them is.
private func largest(_ numbers: [Scalar]) -> Scalar { numbers.contains(where: \.isNaN) ? .nan : numbers.max()! }
private func sum(_ numbers: [Scalar]) -> Scalar { numbers.reduce(0, +) }
private func length(_ numbers: [Scalar]) -> Scalar { numbers.reduce(0) { $0 + $1 * $1 }.squareRoot() }
