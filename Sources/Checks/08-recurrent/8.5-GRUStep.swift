// 8.5 gruStep
// points: 2
// minutes: 18
// difficulty: medium
// by hand: GRU, recurrence, recurrentForward
// hint: Make the input's three sums and the state's three sums apart from each other, each with its own bias.
// hint: r and z add the two sums of their block and go through σ. For n the state's sum first meets r.
// hint: z = 1 must leave the state as it was. What the old state gives up, 1 − z, is the candidate's.

import Grading
import Nabla

struct GRUInput {
    var x: Tensor, h: Tensor, W: Tensor, U: Tensor, b: Tensor, d: Tensor

    /// The sums of input and state end to end.
    var sums: (p: Tensor, q: Tensor) { (matmul(x, W) + b, matmul(h, U) + d) }

    /// One step, right unless told otherwise.
    ///
    /// - Parameters:
    ///   - blocks: takes r, z, n apart, one a row.
    ///   - candidate: from the reset gate and the two sums of its block.
    ///   - mix: from the update gate, the candidate and the old state.
    func step(
        blocks: (Tensor) -> Tensor = { $0.reshaped(to: [3, -1]) },
        candidate: (_ r: Tensor, _ p: Tensor, _ q: Tensor) -> Tensor = { tanh($1 + $0 * $2) },
        mix: (_ z: Tensor, _ n: Tensor, _ h: Tensor) -> Tensor = { (1 - $0) * $1 + $0 * $2 }
    ) -> Tensor {
        let (p, q) = (blocks(sums.p), blocks(sums.q))
        return mix(sigmoid(p[1] + q[1]), candidate(sigmoid(p[0] + q[0]), p[2], q[2]), h)
    }

    /// The part of the state's bias that belongs to the candidate.
    var dn: Tensor { d[(2 * h.shape[0])...] }
}

let gruStep = Check<GRUInput, Tensor>(result: "new h") { c in
    c.inputs { generator in
        [(2, 3), (4, 2), (3, 5)].map { features, units in
            GRUInput(
                x: generator.nonZeroHalves([features], limit: 2), h: generator.nonZeroHalves([units], limit: 2),
                W: generator.nonZeroHalves([features, 3 * units], limit: 2) / 2,
                U: generator.nonZeroHalves([units, 3 * units], limit: 2) / 2,
                b: generator.nonZeroHalves([3 * units], limit: 2) / 2,
                d: generator.nonZeroHalves([3 * units], limit: 2) / 2)
        }
    }
    c.right { $0.step() }
    c.wrong(.convention, "z and 1 − z are exchanged. Two papers, two conventions: what does z = 1 mean here?") {
        $0.step(mix: { z, n, h in z * n + (1 - z) * h })
    }
    c.wrong(
        .convention, "The reset gate came before the product, (r∘h)·Un. Here it multiplies the finished sum h·Un + dn."
    ) { i in i.step(candidate: { r, p, _ in tanh(p + matmul(r * i.h, i.U[.all, (2 * i.h.shape[0])...]) + i.dn) }) }
    c.wrong("The reset gate is not used. What may the candidate forget?") {
        $0.step(candidate: { _, p, q in tanh(p + q) })
    }
    c.wrong("In the candidate r meets h itself. It multiplies the state's sum, h·Un + dn.") { i in
        i.step(candidate: { r, p, _ in tanh(p + r * i.h) })
    }
    c.wrong("The reset gate multiplies the input's sum. The gate resets the past.") {
        $0.step(candidate: { r, p, q in tanh(r * p + q) })
    }
    c.wrong("The reset gate multiplies both sums, the input's too. It resets the past, and the input is new.") {
        $0.step(candidate: { r, p, q in tanh(r * (p + q)) })
    }
    c.wrong(
        .convention, "The bias of the state's sum stands outside the gate. r multiplies h·Un + dn as a whole."
    ) { i in i.step(candidate: { r, p, q in tanh(p + r * (q - i.dn) + i.dn) }) }
    c.wrong(.pairing, "r and z are exchanged. Which block is which?") {
        $0.step(blocks: { $0.reshaped(to: [3, -1]).gathering([1, 0, 2]) })
    }
    c.wrong(
        .convention,
        "The blocks were read in another order than r, z, n. The order is a convention, and the task states it.",
        forEach: [[2, 0, 1], [2, 1, 0], [0, 2, 1], [1, 2, 0]]
    ) { input, order in input.step(blocks: { $0.reshaped(to: [3, -1]).gathering(order) }) }
    c.wrong("The candidate went through σ and is never negative. It may be.") {
        $0.step(candidate: { r, p, q in sigmoid(p + r * q) })
    }
    c.wrong("Candidate and old state are added in full. Their weights are 1 − z and z, and sum to 1.") {
        $0.step(mix: { z, n, h in n + z * h })
    }
    c.wrong("The state's bias d is missing. It is no copy of b: r reaches only one of them.") {
        changed($0) { $0.d = 0 * $0.d }.step()
    }
    c.wrong(.memory, "The old state is gone: only the candidate is left. What does z keep?") {
        $0.step(mix: { _, n, _ in n })
    }
    c.wrong("The columns were assigned in turn to r, z, n. A gate is a block: H columns side by side.") {
        $0.step(blocks: { $0.reshaped(to: [-1, 3]).transposed() })
    }
    c.times(nil, "The new state is 0 everywhere.") { _ in 0 }
    c.wrong("The state came back as it went in. What does 1 − z let through?") { $0.h }
    c.accepts("the mean written as h plus a step towards n") { $0.step(mix: { z, n, h in h + (1 - z) * (n - h) }) }
}
