import Nabla

extension Lesson04 {
    // MARK: 4.5 a witness against every line

    static var counterexample: Check<(w: Tensor, b: Scalar), Int> {
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
        check.knows(
            "h", .tie,
            "A score of 0 was read as −1. Here it predicts +1, which may be right."
        ) { line in firstCorner(line) { ($0 > 0 ? 1 : -1) != $1 } }
        check.knows(
            "i",
            "The labels are those of another gate. XOR wants +1 where exactly one input is 1.",
            { line in mismatch(line, labels: [-1, -1, -1, 1]) },
            { line in mismatch(line, labels: [-1, 1, 1, 1]) },
            { line in mismatch(line, labels: [1, 1, 1, -1]) }
        )
        check.knows(
            "j",
            "The corner farthest from the line. Far is not wrong; compare with the label."
        ) { line in corner(line) { Swift.abs($0) } }
        check.accepts("the corner with the smallest product of label and score") { line in
            let products = (0..<4).map { cornerScore(line, $0) * xorLabels.scalars[$0] }
            return products.firstIndex(of: products.min()!)!
        }
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
    }

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

    /// The first corner that the line gets wrong by the labels of some other gate.
    private static func mismatch(_ line: (w: Tensor, b: Scalar), labels: [Scalar]) -> Int {
        (0..<4).first { predicted(cornerScore(line, $0)) != labels[$0] } ?? 0
    }

    /// The first corner with the largest merit.
    private static func corner(_ line: (w: Tensor, b: Scalar), merit: (Scalar) -> Scalar) -> Int {
        let merits = (0..<4).map { merit(cornerScore(line, $0)) }
        return merits.firstIndex(of: merits.max()!)!
    }
}
