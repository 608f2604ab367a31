// 8.4 lstmStep
// points: 3
// minutes: 15
// difficulty: medium
// by hand: LSTM, recurrence, recurrentForward
// hint: One product makes all four sums: x and h end to end, times W, plus b. Then cut it into four blocks.
// hint: Three blocks become gates between 0 and 1. The third block is the candidate and may be negative.
// hint: First write: what is kept of the old cell plus what is let in. Then read: the output gate times tanh of the new
//   cell.

import Grading
import Nabla

struct LSTMInput {
    var x: Tensor, h: Tensor, c: Tensor, W: Tensor, b: Tensor

    typealias State = (h: Tensor, c: Tensor)

    var units: Int { h.shape[0] }

    /// The four sums end to end.
    func sums(of joined: Tensor? = nil) -> Tensor { matmul(joined ?? Tensor(concatenating: [x, h]), W) + b }

    /// One step, right unless told otherwise.
    ///
    /// - Parameters:
    ///   - sums: one block a row.
    ///   - write: makes the new cell from the gates i and f, the candidate g and the old cell.
    ///   - read: makes the new state and what is returned as cell, from the gate o, the new cell and the old one.
    func step(
        sums: Tensor? = nil, gate: (Tensor) -> Tensor = { sigmoid($0) }, candidate: (Tensor) -> Tensor = { tanh($0) },
        write: (_ i: Tensor, _ f: Tensor, _ g: Tensor, _ c: Tensor) -> Tensor = { $1 * $3 + $0 * $2 },
        read: (_ o: Tensor, _ new: Tensor, _ old: Tensor) -> State = { o, new, _ in (o * tanh(new), new) }
    ) -> State {
        let s = sums ?? self.sums().reshaped(to: [4, units])
        return read(gate(s[3]), write(gate(s[0]), gate(s[1]), candidate(s[2]), c), c)
    }
}

/// tanh as it is written on paper.
private func byPowers(_ x: Tensor) -> Tensor { (exp(x) - exp(-x)) / (exp(x) + exp(-x)) }

let lstmStep = Check<LSTMInput, LSTMInput.State> { c in
    c.inputs { generator in
        // In the last case the sums are so large that gates are open or shut.
        [(2, 3, 1), (4, 2, 1), (3, 5, 1), (5, 4, 300)].map { features, units, size in
            LSTMInput(
                x: Scalar(size) * generator.nonZeroHalves([features], limit: 2),
                h: generator.nonZeroHalves([units], limit: 1),
                c: Scalar(size) * generator.nonZeroHalves([units], limit: 3),
                W: generator.nonZeroHalves([features + units, 4 * units], limit: 2) / 2,
                b: generator.nonZeroHalves([4 * units], limit: 2) / 2)
        }
    }
    c.compares { [Part("new h", $1.h.orNothing), Part("new c", $1.c.orNothing)] }
    c.right { $0.step() }
    c.wrong("c is right, h lacks tanh. The cell may grow; what leaves it goes through tanh.") {
        $0.step(read: { o, new, _ in (o * new, new) })
    }
    c.wrong(.pairing, "The input and the forget gate are exchanged. Which one erases, which one writes?") {
        $0.step(write: { i, f, g, c in i * c + f * g })
    }
    c.wrong(
        .convention,
        "The blocks were read in another order than i, f, g, o. The order is a convention, and the task states it.",
        forEach: [[0, 1, 3, 2], [0, 3, 1, 2], [0, 2, 1, 3], [1, 0, 3, 2], [3, 0, 1, 2]]
    ) { $0.step(sums: $0.sums().reshaped(to: [4, $0.units]).gathering($1)) }
    c.wrong(.onePoint, "h was read from the old cell. Write first, then read.") {
        $0.step(read: { o, new, old in (o * tanh(old), new) })
    }
    c.wrong(
        "The candidate went through σ and can only add. Gates open and close; the candidate may be negative."
    ) { $0.step(candidate: { sigmoid($0) }) }
    c.wrong("The output gate is missing. Who decides how much of the cell is read?") {
        $0.step(read: { _, new, _ in (tanh(new), new) })
    }
    c.wrong(
        .onePoint, "h is the output gate times the old cell, without tanh. Write first, then read tanh of the new cell."
    ) { $0.step(read: { o, new, old in (o * old, new) }) }
    c.wrong("The new cell went through σ as it was read. The task says tanh.") {
        $0.step(read: { o, new, _ in (o * sigmoid(new), new) })
    }
    c.wrong("h is right, and the old cell was returned beside it. The new one is carried to the next step.") {
        $0.step(read: { o, new, old in (o * tanh(new), old) })
    }
    c.wrong("Nothing was written: the candidate is missing. What comes to the old cell?") {
        $0.step(write: { _, f, _, c in f * c })
    }
    c.wrong(.convention, "1 − f was kept of the old cell. f = 1 keeps all of it.") {
        $0.step(write: { i, f, g, c in (1 - f) * c + i * g })
    }
    c.wrong("The input gate is missing. Who decides how much is written?") {
        $0.step(write: { _, f, g, c in f * c + g })
    }
    c.wrong("The forget gate is missing: all of the old cell was kept. Who decides how much stays?") {
        $0.step(write: { i, _, g, c in c + i * g })
    }
    c.wrong(.pairing, "The forget gate was multiplied with h. What it keeps is the old cell.") { input in
        input.step(write: { i, f, g, _ in f * input.h + i * g })
    }
    c.wrong(
        .convention, "1 − f stands for the input gate. Some cells are built so; this one has an input gate of its own."
    ) { $0.step(write: { _, f, g, c in f * c + (1 - f) * g }) }
    c.wrong(.pairing, "h and c were returned in exchanged order: h first was asked.") {
        let new = $0.step()
        return (new.c, new.h)
    }
    c.wrong(
        .twice, "tanh was stored in the cell. The cell itself stays linear; only what is read goes through tanh.",
        { $0.step(read: { o, new, _ in (o * tanh(new), tanh(new)) }) },
        { $0.step(read: { o, new, _ in (o * tanh(tanh(new)), tanh(new)) }) })
    c.wrong("1 was added to the forget gate's sum. A bias to start with belongs in b, not in the formula.") { input in
        changed(input) { $0.b[input.units..<2 * input.units] = $0.b[input.units..<2 * input.units] + 1 }.step()
    }
    c.wrong(.convention, "h stands before x. Which rows of W belong to the input?") {
        $0.step(sums: $0.sums(of: Tensor(concatenating: [$0.h, $0.x])).reshaped(to: [4, $0.units]))
    }
    c.wrong("The bias is missing. Every sum has one.") { changed($0) { $0.b = 0 * $0.b }.step() }
    c.wrong("The gates are raw sums. A gate lies between 0 and 1: which function makes it so?") {
        $0.step(gate: { $0 })
    }
    c.wrong(.memory, "The old cell is lost. What does the forget gate multiply?") {
        $0.step(write: { i, _, g, _ in i * g })
    }
    c.wrong("The columns were assigned in turn to i, f, g, o. A gate is a block: H columns side by side.") {
        $0.step(sums: $0.sums().reshaped(to: [$0.units, 4]).transposed())
    }
    c.wrong(
        .overflow,
        "Right for moderate sums, no number for large ones: σ or tanh was written with exponentials that overflow. Those of the kit do not.",
        { $0.step(gate: { exp($0) / (1 + exp($0)) }) }, { $0.step(candidate: { byPowers($0) }) },
        { $0.step(read: { o, new, _ in (o * byPowers(new), new) }) },
        {
            $0.step(candidate: { byPowers($0) }, read: { o, new, _ in (o * byPowers(new), new) })
        },
        {
            $0.step(
                gate: { exp($0) / (1 + exp($0)) }, candidate: { byPowers($0) },
                read: { o, new, _ in (o * byPowers(new), new) })
        })
    c.times(nil, "All is 0, though the cell was not.") { _ in 0 }
    c.wrong("h and c came back as they went in. One step of writing and reading was asked.") { ($0.h, $0.c) }
    c.accepts("two products, the rows of W cut in two") { input in
        let features = input.x.shape[0]
        let sums = matmul(input.x, input.W[0..<features]) + matmul(input.h, input.W[features...]) + input.b
        return input.step(sums: sums.reshaped(to: [4, -1]))
    }
}
