import Nabla

extension Lesson05 {
    // MARK: 5.6 relative error

    typealias TwoAnswers = (analytic: Tensor, numeric: Tensor)

    static var relativeError: Check<TwoAnswers, Scalar> {
        var check = Check<TwoAnswers, Scalar>(
            exercise: Exercise(
                id: "5.6", name: "relativeError", points: 2,
                hints: [
                    "Entry by entry: the size of the difference, divided by the two sizes together.",
                    "Go through zip(analytic.scalars, numeric.scalars); where both are 0 the entry counts as 0.",
                    "Keep the largest of all entries. abs(a - n) / (abs(a) + abs(n)) is never above 1.",
                ]),
            inputs: { generator in [pairs(5, &generator), pairs(8, &generator)] },
            show: { [Part("analytic", $0.analytic), Part("numeric", $0.numeric)] },
            results: { [Part("error", $1)] },
            right: { worst(ratios($0)) })
        check.knows(
            "a",
            "This is the largest absolute difference. A wrong entry of tiny size is never noticed so: wrong by how much, "
                + "compared with what?"
        ) { worst(apart($0)) }
        check.knows(
            "b", .meanOfRatios,
            "The average over the entries dilutes a wrong one. One wrong entry is enough."
        ) { ratios($0).reduce(0, +) / Scalar($0.analytic.size) }
        check.knows(
            "h",
            "The ratios were added up. One wrong entry is enough: which of them is asked for?"
        ) { ratios($0).reduce(0, +) }
        check.knows(
            "c", .meanOfRatios,
            "Lengths or sums of whole lists were compared. Large entries hide small ones there.",
            { input in
                length(apart(input)) / (length(input.analytic.scalars) + length(input.numeric.scalars))
            },
            { input in
                apart(input).reduce(0, +)
                    / (sizes(input.analytic).reduce(0, +) + sizes(input.numeric).reduce(0, +))
            },
            { input in worst(apart(input)) / (worst(sizes(input.analytic)) + worst(sizes(input.numeric))) }
        )
        check.knows(
            "d",
            "Divided by one of the two alone. What if that one is 0?",
            { input in infected(zip(apart(input), sizes(input.numeric)).map { $0 / $1 }) },
            { input in worst(zip(apart(input), sizes(input.numeric)).map { $0 == 0 ? 0 : $0 / $1 }) },
            { input in infected(zip(apart(input), sizes(input.analytic)).map { $0 / $1 }) },
            { input in worst(zip(apart(input), sizes(input.analytic)).map { $0 == 0 ? 0 : $0 / $1 }) }
        )
        check.knows(
            "i", .convention,
            "Divided by the larger of the two. That is a usual choice as well, but the text says: by their sum."
        ) { input in
            worst(
                zip(apart(input), zip(sizes(input.analytic), sizes(input.numeric))).map {
                    $0 == 0 ? 0 : $0 / max($1.0, $1.1)
                })
        }
        check.knows(
            "e", .sign,
            "Divided by |a + n|. Opposite signs are the worst case, not a division by zero.",
            { input in infected(zip(apart(input), summed(input)).map { $0 / abs($1) }) },
            { input in worst(zip(apart(input), summed(input)).map { $0 == 0 ? 0 : $0 / abs($1) }) }
        )
        check.knows(
            "f", .sign,
            "The sign of the difference was kept, so entries that are too small count for nothing. Too small is as wrong as "
                + "too large.",
            { worst(signedRatios($0)) },
            { input in worst(signedRatios((input.numeric, input.analytic))) }
        )
        check.knows(
            "j",
            "No number: where both are 0, 0 was divided by 0. The text says what counts there."
        ) { input in
            infected(
                zip(apart(input), zip(sizes(input.analytic), sizes(input.numeric))).map { $0 / ($1.0 + $1.1) }
            )
        }
        check.knows(
            "g",
            "Only the first entry was looked at. What was not tested is not tested."
        ) { ratios($0)[0] }
        check.knows(
            "k",
            "Only the first entries were looked at. How many there are differs from call to call.",
            { worst(Array(ratios($0).prefix(5))) }, { worst(Array(ratios($0).prefix(4))) }
        )
        check.knows(
            "l",
            "The answer does not depend on the numbers.",
            { _ in 0 }, { _ in 1 }, { _ in 0.5 }
        )
        return check
    }

    /// Two lists: large entries nearly right, the first of them best, and last a tiny one that is very wrong. In the
    /// shorter list it is too small and a pair of zeros stands beside it; in the longer one it has the wrong sign.
    private static func pairs(_ count: Int, _ generator: inout SeededGenerator) -> TwoAnswers {
        var numeric = (0..<count).map { _ in
            (Bool.random(using: &generator) ? 1 : -1) * Scalar.random(in: 20...40, using: &generator)
        }
        var analytic = numeric.map { $0 * (1 + Scalar.random(in: 0.04...0.09, using: &generator)) }
        analytic[0] = numeric[0] * 0.97
        let tiny = Scalar.random(in: 0.001...0.002, using: &generator)
        let factor = Scalar.random(in: 2.5...4, using: &generator)
        let last = count - 1
        if count == 5 {
            (analytic[last], numeric[last]) = (tiny, factor * tiny)
            (analytic[1], numeric[1]) = (0, 0)
        } else {
            (analytic[last], numeric[last]) = (factor * tiny, -tiny)
        }
        return (Tensor(analytic), Tensor(numeric))
    }

    private static func sizes(_ x: Tensor) -> [Scalar] { x.scalars.map { Swift.abs($0) } }
    private static func apart(_ p: TwoAnswers) -> [Scalar] { sizes(p.analytic - p.numeric) }
    private static func summed(_ p: TwoAnswers) -> [Scalar] { (p.analytic + p.numeric).scalars }
    private static func length(_ x: [Scalar]) -> Scalar { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    private static func worst(_ x: [Scalar]) -> Scalar { x.max()! }
    /// The largest; NaN where one of them is.
    private static func infected(_ x: [Scalar]) -> Scalar { x.contains(where: \.isNaN) ? .nan : x.max()! }

    private static func ratios(_ p: TwoAnswers) -> [Scalar] { signedRatios(p).map { Swift.abs($0) } }
    private static func signedRatios(_ p: TwoAnswers) -> [Scalar] {
        zip(p.analytic.scalars, p.numeric.scalars).map { a, n in
            a == n ? 0 : (a - n) / (Swift.abs(a) + Swift.abs(n))
        }
    }

    // MARK: 5.7 the test that catches the bug

    static var testOfATest: Check<Int, LayerTest.Outcome> {
        var check = Check<Int, LayerTest.Outcome>(
            exercise: Exercise(
                id: "5.7", name: "testCase, agrees", points: 3,
                hints: [
                    "Take your inputs one by one: what would stay the same if a matrix were turned over, a sum were a mean, "
                        + "or g were left out?",
                    "Unequal lengths N, D and H, several samples, unequal numbers of both signs, also in g.",
                    "agrees compares three shapes first, then all entries of all three, each with a little room for rounding, "
                        + "such as a thousandth of their size.",
                ]),
            inputs: { _ in [7] },
            show: { [Part("broken layers", $0)] },
            results: { _, outcome in outcome.parts },
            right: { _ in try tested(good, comparison) })
        check.knows(
            "a", .average,
            "With one sample a sum and a mean agree, so what divides by N slips through. Take several."
        ) { _ in try tested(([[1, -2]], good.w, [[1, 3, -2]]), comparison) }
        check.knows(
            "b",
            "With equal numbers everywhere nothing can be seen to change places. Make every number another.",
            { _ in
                try tested((Tensor(ones: [3, 3]), Tensor(ones: [3, 3]), Tensor(ones: [3, 3])), comparison)
            }
        )
        check.knows(
            "m", .chain,
            "g is 1 everywhere, so a layer that forgets g passes. Let what arrives be unequal."
        ) { _ in try tested((good.x, good.w, Tensor(ones: [4, 3])), comparison) }
        check.knows(
            "c",
            "With g = 0 all slopes are 0, right or wrong. Nothing in, nothing out."
        ) { _ in try tested((good.x, good.w, Tensor(zeros: [4, 3])), comparison) }
        check.knows(
            "d",
            "Only shapes were compared. A right shape is necessary, not sufficient.",
            { _ in
                try tested(good) {
                    $0.dx.shape == $1.dx.shape && $0.dw.shape == $1.dw.shape && $0.db.shape == $1.db.shape
                }
            }
        )
        check.knows(
            "e",
            "Only sums were compared. Different matrices can have the same sum.",
            { _ in
                try tested(good) {
                    near($0.dx.sum(), $1.dx.sum()) && near($0.dw.sum(), $1.dw.sum())
                        && near($0.db.sum(), $1.db.sum())
                }
            }
        )
        check.knows(
            "f",
            "Not all three results were compared. What is not compared is not tested.",
            { _ in try tested(good) { near($0.dw, $1.dw) } },
            { _ in try tested(good) { near($0.dx, $1.dx) } },
            { _ in try tested(good) { near($0.db, $1.db) } },
            { _ in try tested(good) { near($0.dw, $1.dw) && near($0.dx, $1.dx) } },
            { _ in try tested(square) { near($0.dw, $1.dw) && near($0.db, $1.db) } }
        )
        check.knows(
            "g", .transpose,
            "w is its own mirror image, so a forgotten transpose cannot be seen. Take another w, or unequal lengths."
        ) { _ in
            try tested(
                ([[1, 2], [3, -4], [0.5, 1]], [[2, 1], [1, 5]], [[1, -2], [0.5, 3], [2, 1]]), comparison)
        }
        check.knows(
            "h",
            "The right layer was refused for a difference in the last digit. Leave a little room: sums in another order "
                + "round differently."
        ) { _ in try tested(good) { $0.dx == $1.dx && $0.dw == $1.dw && $0.db == $1.db } }
        check.knows(
            "i",
            "Everything agrees with everything. A test must be able to fail."
        ) { _ in try tested(good) { _, _ in true } }
        check.knows(
            "j",
            "Even the right layer was refused. A test must be able to pass."
        ) { _ in try tested(good) { _, _ in false } }
        check.knows(
            "k",
            "The shapes of your inputs do not fit together: expected x [N, D], w [D, H] and g [N, H]."
        ) { _ in try tested((good.x, good.w.transposed(), good.g), comparison) }
        check.recognises { _, outcome in outcome.problem != nil }
        check.accepts("a square layer with lopsided numbers") { _ in try tested(square, comparison) }
        check.fault = { _, outcome in outcome.fault }
        return check
    }

    private static let good: LayerTest.Inputs = (
        [[1, -2], [3, 0.5], [-1, 4], [2, 2]], [[2, -1, 0.5], [0, 3, 1]],
        [[1, -2, 3], [0.5, 2, -1], [4, 1, 1.5], [-3, 1, 2]]
    )

    private static let square: LayerTest.Inputs = (
        [[1, 2], [3, -4], [0.5, 1]], [[2, 1], [-3, 5]], [[1, -2], [0.5, 3], [2, 1]]
    )

    private static func tested(
        _ inputs: LayerTest.Inputs, _ agrees: @escaping LayerTest.Comparison
    ) throws -> LayerTest.Outcome {
        try LayerTest(case: inputs, agrees: agrees).outcome()
    }

    private static func near(_ a: Scalar, _ b: Scalar) -> Bool {
        Swift.abs(a - b) <= 1e-3 * (Swift.abs(a) + Swift.abs(b))
    }

    private static func near(_ a: Tensor, _ b: Tensor) -> Bool {
        a.shape == b.shape && zip(a.scalars, b.scalars).allSatisfy { near($0, $1) }
    }

    private static func comparison(_ a: LayerGradients, _ b: LayerGradients) -> Bool {
        near(a.dx, b.dx) && near(a.dw, b.dw) && near(a.db, b.db)
    }
}
