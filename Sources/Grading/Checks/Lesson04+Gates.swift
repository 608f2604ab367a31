import Nabla

extension Lesson04 {
    // MARK: 4.4 gates by hand

    static let gates: Check<Tensor, GateAnswers> = {
        var check = Check<Tensor, GateAnswers>(
            exercise: Exercise(
                id: "4.4", name: "andGate, orGate, nandGate, xor", points: 2,
                hints: [
                    "Take weights 1 and 1 and write the scores of the four inputs beside each other: which must be below 0?",
                    "To negate a decision, negate the whole score, bias included; then look at the points on the line.",
                    "XOR is one or the other, but not both. Which two of your gates say these two things, "
                        + "and which third one joins them?",
                ]),
            inputs: { _ in [corners] },
            show: { [Part("x", $0)] },
            results: { corners, answers in answers.results(corners) },
            right: { GateAnswers(corners: $0) })
        check.knows(
            "a",
            "AND has the truth table of OR. How many inputs must be on before its score turns positive?"
        ) { GateAnswers(corners: $0, and: ([1, 1], -0.5)) }
        check.knows(
            "b", .sign,
            "AND is always 1. A threshold changes its sign when it moves to the other side."
        ) { GateAnswers(corners: $0, and: ([1, 1], 1.5)) }
        check.knows(
            "c", .tie,
            "OR fires without any input. What is the score of (0, 0), and how is a tie decided?"
        ) { GateAnswers(corners: $0, or: ([1, 1], 0)) }
        check.knows(
            "d", .sign,
            "NAND is always 0. To negate a decision the whole score is negated, bias included."
        ) { GateAnswers(corners: $0, nand: ([-1, -1], -1.5)) }
        check.knows(
            "e",
            "XOR has the truth table of AND. Which combination of inputs must be excluded?"
        ) { GateAnswers(corners: $0) { p, q in (or(p, q), and(p, q), and(or(p, q), and(p, q))) } }
        check.knows(
            "f",
            "XOR is always 1. Both conditions must hold at once."
        ) { GateAnswers(corners: $0) { p, q in (or(p, q), nand(p, q), or(or(p, q), nand(p, q))) } }
        check.knows(
            "g",
            "The hidden units of XOR answer with scores, without the step. A line of lines is a line."
        ) {
            GateAnswers(corners: $0) { p, q in
                (p + q - 0.5, 1.5 - p - q, step(p + q - 0.5 + 1.5 - p - q - 1.5))
            }
        }
        check.recognises { _, came in came.hiddenWithoutStep }
        check.accepts("other weights, one input without the other") { corners in
            GateAnswers(corners: corners, and: ([2, 3], -5), or: ([5, 4], -4), nand: ([-2, -2], 3)) {
                p, q in
                let (left, right) = (step(p - q - 0.5), step(q - p - 0.5))
                return (left, right, or(left, right))
            }
        }
        check.fault = { corners, came in came.fault(corners) }
        check.unfinished = { $0.missing }
        return check
    }()

    private static func step(_ score: Scalar) -> Scalar { score >= 0 ? 1 : 0 }
    private static func and(_ p: Scalar, _ q: Scalar) -> Scalar { step(p + q - 1.5) }
    private static func or(_ p: Scalar, _ q: Scalar) -> Scalar { step(p + q - 0.5) }
    private static func nand(_ p: Scalar, _ q: Scalar) -> Scalar { step(1.5 - p - q) }

    // MARK: 4.5 a witness against every line

    static let counterexample: Check<(w: Tensor, b: Scalar), Int> = {
        var check = Check<(w: Tensor, b: Scalar), Int>(
            exercise: Exercise(
                id: "4.5", name: "counterexample", points: 2,
                hints: [
                    "You need no formula for the point: there are only four candidates, and each can be tried.",
                    "For each corner: what does the line predict, with score 0 counting as +1, and what is the label?",
                    "Return the first corner where prediction and label differ. Why is there always one?",
                ]),
            inputs: { generator in
                // Lines through corners make ties; the last three have no direction at all.
                (0..<31).map { _ in (generator.halves([2], limit: 2), generator.halves([], limit: 2).item) }
                    + [([0, 0], 0), ([0, 0], 1), ([0, 0], -1)]
            },
            show: { [Part("w", $0.w), Part("b", $0.b)] },
            results: { [Part("corner", $1)] },
            right: { line in firstCorner(line) { predicted($0) != $1 } })
        check.knows(
            "a",
            "Always the same corner. Another line may get this corner right.",
            { _ in 0 },
            { _ in 1 },
            { _ in 2 },
            { _ in 3 }
        )
        check.knows(
            "b",
            "The corner nearest to the line. Close is not wrong."
        ) { line in corner(line) { -Swift.abs($0) } }
        check.knows(
            "c",
            "A corner with a negative score. That is wrong only where the label is positive.",
            { line in firstCorner(line) { score, _ in score < 0 } },
            { line in firstCorner(line, otherwise: 3) { score, _ in score < 0 } },
            { line in firstCorner(line, otherwise: -1) { score, _ in score < 0 } }
        )
        check.knows(
            "d",
            "The corner with the largest score. Compare it with the label."
        ) { line in corner(line) { $0 } }
        check.knows(
            "e", .tie,
            "With w = 0 and b = 0 every score is 0, and no corner was found. Use the tie rule of the "
                + "prediction.",
            { line in firstCorner(line, otherwise: -1) { $0 * $1 < 0 } },
            { line in firstCorner(line, otherwise: 1) { $0 * $1 < 0 } },
            { line in firstCorner(line, otherwise: 2) { $0 * $1 < 0 } }
        )
        check.knows(
            "f",
            "These corners are right, not wrong: are the labels those of equal or of different inputs?"
        ) { line in firstCorner(line) { predicted($0) == $1 } }
        check.knows(
            "g", .tie,
            "A score of 0 was taken for a mistake, as in training. Here it predicts +1, which may be "
                + "right."
        ) { line in firstCorner(line) { $0 * $1 <= 0 } }
        check.accepts("the last such corner") { line in
            (0..<4).last { predicted(cornerScore(line, $0)) != xorLabels.scalars[$0] }!
        }
        check.fault = { line, index in
            guard (0..<4).contains(index) else { return "there is no corner \(index), only 0, 1, 2 and 3" }
            let (value, label) = (cornerScore(line, index), xorLabels.scalars[index])
            guard predicted(value) == label else { return nil }
            let point = corners[index].brief
            let sign = label > 0 ? "+1" : "-1"
            return
                "corner \(index) is \(point), label \(sign); its score here is \(display(value)), which is right"
        }
        return check
    }()

    private static func cornerScore(_ line: (w: Tensor, b: Scalar), _ index: Int) -> Scalar {
        score(line.w.scalars, line.b, corners[index].scalars)
    }

    private static func predicted(_ score: Scalar) -> Scalar { score >= 0 ? 1 : -1 }

    /// The first corner that the test of score and label picks.
    private static func firstCorner(
        _ line: (w: Tensor, b: Scalar), otherwise: Int = 0, _ test: (Scalar, Scalar) -> Bool
    ) -> Int {
        (0..<4).first { test(cornerScore(line, $0), xorLabels.scalars[$0]) } ?? otherwise
    }

    /// The first corner with the largest merit.
    private static func corner(_ line: (w: Tensor, b: Scalar), merit: (Scalar) -> Scalar) -> Int {
        let merits = (0..<4).map { merit(cornerScore(line, $0)) }
        return merits.firstIndex(of: merits.max()!)!
    }
}
