// 4.4 andGate, orGate, nandGate, xor
// points: 2
// minutes: 15
// difficulty: medium
// section: Four Boolean functions are four lines in one square
// hint: Take weights 1 and 1 and write the scores of the four inputs beside each other: which must be below 0?
// hint: To negate a decision, negate the whole score, bias included; then look at the points on the line.
// hint: XOR is one or the other, but not both. Which two of your gates say these two things, and which third one joins
//   them?

import Exercises
import Grading
import Nabla

let gates = Check<Tensor, GateAnswers> { c in
    c.inputs { _ in [corners] }
    c.right { _ in GateAnswers() }
    c.calls { corners, host in
        let (and, or) = (try host.ifWritten("andGate"), try host.ifWritten("orGate"))
        let nand = try host.ifWritten("nandGate")
        let xor = try (0..<4).compactMap { try host.ifWritten("xor", last: true, corners[$0]) }
        return WireValue(written: ["and": and, "or": or, "nand": nand, "xor": xor.isEmpty ? nil : .list(xor)])
    }
    c.compares { GateAnswers($1).parts }
    c.judges { GateAnswers.fault(of: $1) }

    // The units, each recognised by what it does, whatever its weights and the other gates are.
    c.names(
        "A unit with weights 0 does not look at its inputs. What should each input count?",
        { $0.units.contains { $0.unit.w.scalars.allSatisfy { $0 == 0 } } },
        GateAnswers(and: Unit([0, 0], 0), or: Unit([0, 0], 0), nand: Unit([0, 0], 0)))
    c.names(
        family: .sign, "AND is always 1. A threshold changes its sign when it moves to the other side.",
        { $0.and?.isTurned(and) == true }, GateAnswers(and: Unit([1, 1], 1.5)))
    c.names(
        family: .sign, "NAND is always 0. To negate a decision the whole score is negated, bias included.",
        { $0.nand?.isTurned(nand) == true }, GateAnswers(nand: Unit([-1, -1], -1.5)))
    c.names(
        family: .sign,
        "OR is always 1: its bias has the sign that a threshold would have. What is the score of (0, 0)?",
        { $0.or?.isTurned(or) == true }, GateAnswers(or: Unit([1, 1], 0.5)))
    c.names(
        family: .tie, "OR fires without any input. What is the score of (0, 0), and how is a tie decided?",
        { $0.or?.b == 0 && $0.or?.table == always }, GateAnswers(or: Unit([1, 1], 0)))
    c.names(
        "AND has the truth table of OR. How many inputs must be on before its score turns positive?",
        { $0.and?.table == or }, GateAnswers(and: Unit([1, 1], -0.5)))
    c.names(
        "AND never fires. What is the score of (1, 1)?", { $0.and?.table == never },
        GateAnswers(and: Unit([1, 1], -2.5)))
    c.names(
        "OR has the truth table of AND. How many inputs must be on before its score turns positive?",
        { $0.or?.table == and }, GateAnswers(or: Unit([1, 1], -1.5)))
    c.names(
        "NAND is 1 at (0, 0) only. With one input on it should still fire: what is the score there?",
        { $0.nand?.table == [1, 0, 0, 0] }, GateAnswers(nand: Unit([-1, -1], 0.5)))
    c.names(
        "NAND has the truth table of AND. To negate a decision the whole score is negated.",
        { $0.nand?.table == and }, GateAnswers(nand: Unit([1, 1], -1.5)))
    c.names(
        "This gate looks at one of its inputs only, as that of the example does. Both inputs have to count.",
        { $0.units.contains { [[0, 0, 1, 1], [0, 1, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0]].contains($0.unit.table) } },
        GateAnswers(and: Unit([1, 0], -0.5)),
        GateAnswers(or: Unit([1, 0], -0.5)), GateAnswers(nand: Unit([1, 0], -0.5)))

    c.names(
        family: .sign, "This gate gives the opposite answer in every corner: the whole score has the other sign.",
        { $0.and?.table == nand || $0.or?.table == [1, 0, 0, 0] }, GateAnswers(and: Unit([-1, -1], 1.5)),
        GateAnswers(or: Unit([-1, -1], 0.5)))
    c.names(
        "This gate gives the same answer in all four corners. Write their scores down: between which of them is 0?",
        { $0.units.contains { [never, always].contains($0.unit.table) } }, GateAnswers(or: Unit([1, 1], -2.5)),
        GateAnswers(nand: Unit([-1, -1], 2.5)))

    // XOR, by its hidden values and then by its table.
    c.names(
        "The hidden units of XOR answer with scores, without the step. A line of lines is a line.",
        { $0.hiddenFault == .noStep },
        GateAnswers { p, q in (p + q - 0.5, 1.5 - p - q, fires(p + q - 0.5 + 1.5 - p - q - 1.5)) })
    c.names(
        "A hidden unit does XOR alone, which no unit can. Both look at x through one line each.",
        { $0.hiddenFault == .noLine }, GateAnswers { p, q in (abs(p - q), 0, abs(p - q)) })
    c.names(
        """
        XOR's output was not made from the hidden values: they are the same for two corners whose outputs differ. The \
        output unit sees the two hidden values and nothing else.
        """, { $0.hiddenFault == .sameHidden }, GateAnswers { p, q in (0, 0, abs(p - q)) },
        GateAnswers { p, q in (min(p, q), min(p, q), abs(p - q)) })
    c.names(
        """
        The output does XOR of the hidden values, and it is one unit: no line gives these outputs. What should the \
        hidden units say so that one line is enough?
        """, { $0.hiddenFault == .noOutputLine && $0.outputs == xor }, GateAnswers { p, q in (p, q, abs(p - q)) })
    c.names(
        """
        XOR comes out right, by the page's own way: OR and AND are its hidden units. Find another pair, two conditions \
        that have to hold at once.
        """, { $0.hiddenFault == .fromThePage && $0.outputs == xor },
        GateAnswers { p, q in (max(p, q), min(p, q), abs(p - q)) },
        GateAnswers { p, q in (min(p, q), max(p, q), abs(p - q)) })
    c.names(
        "XOR has the truth table of AND. Which combination of inputs must be excluded?", { $0.outputs == and },
        GateAnswers { p, q in (max(p, q), min(p, q), min(p, q)) })
    c.names(
        "XOR has the truth table of OR. Which combination of inputs must be excluded?", { $0.outputs == or },
        GateAnswers { p, q in (max(p, q), 1 - min(p, q), max(p, q)) })
    c.names(
        "XOR has the truth table of NAND. Which combination of inputs must be excluded too?", { $0.outputs == nand },
        GateAnswers { p, q in (max(p, q), 1 - min(p, q), 1 - min(p, q)) })
    c.names(
        "XOR is always 1. Both conditions must hold at once.", { $0.outputs == always },
        GateAnswers { p, q in (max(p, q), 1 - min(p, q), 1) })
    c.names(
        "XOR is always 0. For which corners do both hidden units fire?", { $0.outputs == never },
        GateAnswers { p, q in (min(p, q), 1 - max(p, q), 0) })
    c.names(
        family: .sign, "XOR gives the opposite answer at every corner: 1 where the inputs are equal.",
        { $0.outputs == [1, 0, 0, 1] }, GateAnswers { p, q in (min(p, q), 1 - max(p, q), 1 - abs(p - q)) })

    c.accepts("lines that touch a corner, and neither NOR nor AND") { _ in
        GateAnswers(and: Unit([2, 1], -3), or: Unit([1, 1], -1), nand: Unit([-1, -1], 1)) { p, q in
            (1 - max(p, q), min(p, q), fires(0.5 - (1 - max(p, q)) - min(p, q)))
        }
    }
    c.accepts("other weights, one input without the other") { _ in
        GateAnswers(and: Unit([2, 3], -5), or: Unit([5, 4], -4), nand: Unit([-2, -2], 3)) { p, q in
            let (left, right) = (fires(p - q - 0.5), fires(q - p - 0.5))
            return (left, right, max(left, right))
        }
    }
}

private let (and, or, nand, xor): ([Scalar], [Scalar], [Scalar], [Scalar]) =
    ([0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [0, 1, 1, 0])
private let (never, always): ([Scalar], [Scalar]) = ([0, 0, 0, 0], [1, 1, 1, 1])

private func fires(_ score: Scalar) -> Scalar { score >= 0 ? 1 : 0 }

extension Check<Tensor, GateAnswers> {
    /// Recognises a mistake in some of the answers, whatever the others are.
    fileprivate mutating func names(
        family: Misconception? = nil, _ sentence: String, _ test: @escaping @Sendable (GateAnswers) -> Bool,
        _ examples: GateAnswers...
    ) {
        recognises(family, sentence, { test(GateAnswers($1)) }, examples: examples.map { answers in { _ in answers } })
    }
}
