import Nabla

extension Lesson04 {
    // MARK: 4.4 gates by hand

    static var gates: Check<Tensor, GateAnswers> {
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
            "h",
            "A unit with weights 0 does not look at its inputs. What should each input count?"
        ) { GateAnswers(corners: $0, and: ([0, 0], 0), or: ([0, 0], 0), nand: ([0, 0], 0)) }
        check.recognises { _, came in came.hasZeroWeights }
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
            "r",
            "XOR is always 0. For which corners do both hidden units fire?"
        ) { GateAnswers(corners: $0) { p, q in (and(p, q), 1 - or(p, q), 0) } }
        check.knows(
            "g",
            "The hidden units of XOR answer with scores, without the step. A line of lines is a line."
        ) {
            GateAnswers(corners: $0) { p, q in
                (p + q - 0.5, 1.5 - p - q, step(p + q - 0.5 + 1.5 - p - q - 1.5))
            }
        }
        check.recognises { _, came in came.hiddenFault == .noStep }
        check.knows(
            "i",
            "A hidden unit does XOR alone, which no unit can. Both look at x through one line each."
        ) { GateAnswers(corners: $0) { p, q in (p + q == 1 ? 1 : 0, 0, p + q == 1 ? 1 : 0) } }
        check.recognises { _, came in came.hiddenFault == .noLine }
        check.knows(
            "j",
            "XOR's output was not made from the hidden values: they are the same for two corners whose "
                + "outputs differ. The output unit sees the two hidden values and nothing else.",
            { GateAnswers(corners: $0) { p, q in (0, 0, p + q == 1 ? 1 : 0) } },
            { GateAnswers(corners: $0) { p, q in (and(p, q), and(p, q), p + q == 1 ? 1 : 0) } }
        )
        check.recognises { _, came in came.hiddenFault == .sameHidden }
        check.knows(
            "k",
            "The output does XOR of the hidden values, and it is one unit: no line gives these outputs. "
                + "What should the hidden units say so that one line is enough?"
        ) { GateAnswers(corners: $0) { p, q in (p, q, p + q == 1 ? 1 : 0) } }
        check.recognises { _, came in came.hiddenFault == .noOutputLine }
        check.knows(
            "l",
            "This is the gate of the example: it copies its first input. Both inputs have to count.",
            { GateAnswers(corners: $0, and: ([1, 0], -0.5)) },
            { GateAnswers(corners: $0, or: ([1, 0], -0.5)) },
            { GateAnswers(corners: $0, nand: ([1, 0], -0.5)) }
        )
        check.knows(
            "m",
            "AND never fires. What is the score of (1, 1)?"
        ) { GateAnswers(corners: $0, and: ([1, 1], -2.5)) }
        check.knows(
            "n",
            "OR has the truth table of AND. How many inputs must be on before its score turns positive?"
        ) { GateAnswers(corners: $0, or: ([1, 1], -1.5)) }
        check.knows(
            "o",
            "NAND is 1 at (0, 0) only. With one input on it should still fire: what is the score there?"
        ) { GateAnswers(corners: $0, nand: ([-1, -1], 0.5)) }
        check.knows(
            "p",
            "NAND has the truth table of AND. To negate a decision the whole score is negated."
        ) { GateAnswers(corners: $0, nand: ([1, 1], -1.5)) }
        check.knows(
            "q",
            "XOR has the truth table of OR. Which combination of inputs must be excluded?"
        ) { GateAnswers(corners: $0) { p, q in (or(p, q), nand(p, q), or(p, q)) } }
        check.accepts("lines that touch a corner, and OR but not AND") { corners in
            GateAnswers(corners: corners, and: ([2, 1], -3), or: ([1, 1], -1), nand: ([-1, -1], 1)) {
                p, q in
                (or(p, q), and(p, q), step(or(p, q) - and(p, q) - 0.5))
            }
        }
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
    }

    private static func step(_ score: Scalar) -> Scalar { score >= 0 ? 1 : 0 }
    private static func and(_ p: Scalar, _ q: Scalar) -> Scalar { step(p + q - 1.5) }
    private static func or(_ p: Scalar, _ q: Scalar) -> Scalar { step(p + q - 0.5) }
    private static func nand(_ p: Scalar, _ q: Scalar) -> Scalar { step(1.5 - p - q) }
}
