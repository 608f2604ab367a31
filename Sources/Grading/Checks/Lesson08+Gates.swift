import Nabla

extension Lesson08 {
    // MARK: 8.4 LSTM step

    typealias CellInput = (x: Tensor, h: Tensor, c: Tensor, W: Tensor, b: Tensor)
    typealias CellState = (h: Tensor, c: Tensor)

    static var lstmStep: Check<CellInput, CellState> {
        var check = Check<CellInput, CellState>(
            exercise: Exercise(
                id: "8.4", name: "lstmStep", points: 3, byHand: ["LSTM"],
                hints: [
                    "One product makes all four sums: x and h end to end, times W, plus b. Then cut it into four blocks.",
                    "Three blocks become taps between 0 and 1. The third block is the candidate and may be negative.",
                    "First write: what is kept of the old cell plus what is let in. Then read: the output tap times the "
                        + "squashed new cell.",
                ]),
            inputs: { generator in
                [(2, 3), (4, 2), (3, 5)].map { features, units in
                    (
                        generator.nonZeroHalves([features], limit: 2),
                        generator.nonZeroHalves([units], limit: 1),
                        generator.nonZeroHalves([units], limit: 3),
                        generator.nonZeroHalves([features + units, 4 * units], limit: 2) / 2,
                        generator.nonZeroHalves([4 * units], limit: 2) / 2
                    )
                }
            },
            show: { [Part("x", $0.x), Part("h", $0.h), Part("c", $0.c), Part("W", $0.W), Part("b", $0.b)] },
            results: { [Part("new h", $1.h), Part("new c", $1.c)] },
            right: { input in
                cell(input) { i, f, g, o, c in
                    let new = f * c + i * g
                    return (o * tanh(new), new)
                }
            })
        check.knows(
            "a",
            "c is right, h is not squashed. The cell may grow; what leaves it goes through tanh."
        ) { cell($0) { i, f, g, o, c in (o * (f * c + i * g), f * c + i * g) } }
        check.knows(
            "b", .pairing,
            "The input and the forget gate are exchanged. Which one erases, which one writes?"
        ) { cell($0) { i, f, g, o, c in (o * tanh(i * c + f * g), i * c + f * g) } }
        check.knows(
            "c", .convention,
            "The blocks were read in the order i, f, o, g. Four blocks of one size: the order is a convention, and the "
                + "task states it."
        ) { cell($0, order: [0, 1, 3, 2]) { i, f, g, o, c in (o * tanh(f * c + i * g), f * c + i * g) } }
        check.knows(
            "d", .onePoint,
            "h was read from the old cell. Write first, then read."
        ) { cell($0) { i, f, g, o, c in (o * tanh(c), f * c + i * g) } }
        check.knows(
            "e",
            "The candidate went through σ and can only add. Gates open and close; the candidate may be negative."
        ) { input in
            let s = sums(input)
            let (i, f, g, o) = (sigmoid(s[0]), sigmoid(s[1]), sigmoid(s[2]), sigmoid(s[3]))
            let new = f * input.c + i * g
            return (o * tanh(new), new)
        }
        check.knows(
            "f",
            "The input gate is missing. Who decides how much is written?"
        ) { cell($0) { _, f, g, o, c in (o * tanh(f * c + g), f * c + g) } }
        check.knows(
            "g", .twice,
            "tanh was stored in the cell. The cell itself stays linear; only what is read is squashed.",
            { cell($0) { i, f, g, o, c in (o * tanh(f * c + i * g), tanh(f * c + i * g)) } },
            { cell($0) { i, f, g, o, c in (o * tanh(tanh(f * c + i * g)), tanh(f * c + i * g)) } }
        )
        check.knows(
            "h",
            "1 was added to the forget gate's sum. A bias to start with belongs in b, not in the formula."
        ) { input in
            let s = sums(input)
            let new = sigmoid(s[1] + 1) * input.c + sigmoid(s[0]) * tanh(s[2])
            return (sigmoid(s[3]) * tanh(new), new)
        }
        check.knows(
            "i", .convention,
            "h stands before x. Which rows of W belong to the input?"
        ) {
            cell($0, joined: Tensor(concatenating: [$0.h, $0.x])) { i, f, g, o, c in
                (o * tanh(f * c + i * g), f * c + i * g)
            }
        }
        check.knows(
            "j",
            "The bias is missing. Every sum has one."
        ) { input in
            let bare = (input.x, input.h, input.c, input.W, Tensor(zeros: input.b.shape))
            return cell(bare) { i, f, g, o, c in (o * tanh(f * c + i * g), f * c + i * g) }
        }
        check.knows(
            "k",
            "The gates are raw sums. A tap lies between 0 and 1: which function makes it so?"
        ) { input in
            let s = sums(input)
            let new = s[1] * input.c + s[0] * tanh(s[2])
            return (s[3] * tanh(new), new)
        }
        check.knows(
            "l", .memory,
            "The old cell is lost. What does the forget gate multiply?",
            { cell($0) { i, _, g, o, _ in (o * tanh(i * g), i * g) } }
        )
        check.knows(
            "m",
            "The columns were dealt one by one to i, f, g, o. A gate is a block: H columns side by side."
        ) { input in
            let s = joinedSums(input).reshaped(to: [input.h.shape[0], 4]).transposed()
            let new = sigmoid(s[1]) * input.c + sigmoid(s[0]) * tanh(s[2])
            return (sigmoid(s[3]) * tanh(new), new)
        }
        check.knows("n", "All is 0, though the cell was not.") { input in
            (Tensor(zeros: input.h.shape), Tensor(zeros: input.c.shape))
        }
        check.knows("o", "h and c came back as they went in. One step of writing and reading was asked.") {
            ($0.h, $0.c)
        }
        check.accepts("two products, the rows of W cut in two") { input in
            let features = input.x.shape[0]
            let s = matmul(input.x, input.W[0..<features]) + matmul(input.h, input.W[features...]) + input.b
            let blocks = s.reshaped(to: [4, -1])
            let new = sigmoid(blocks[1]) * input.c + sigmoid(blocks[0]) * tanh(blocks[2])
            return (sigmoid(blocks[3]) * tanh(new), new)
        }
        return check
    }

    private static func joinedSums(_ input: CellInput, _ joined: Tensor? = nil) -> Tensor {
        matmul(joined ?? Tensor(concatenating: [input.x, input.h]), input.W) + input.b
    }

    /// The four sums, one a row.
    private static func sums(_ input: CellInput, _ joined: Tensor? = nil) -> Tensor {
        joinedSums(input, joined).reshaped(to: [4, input.h.shape[0]])
    }

    private static func cell(
        _ input: CellInput, order: [Int] = [0, 1, 2, 3], joined: Tensor? = nil,
        _ rule: (_ i: Tensor, _ f: Tensor, _ g: Tensor, _ o: Tensor, _ c: Tensor) -> CellState
    ) -> CellState {
        let s = sums(input, joined)
        return rule(
            sigmoid(s[order[0]]), sigmoid(s[order[1]]), tanh(s[order[2]]), sigmoid(s[order[3]]), input.c)
    }

    // MARK: 8.5 GRU step

    typealias GatedInput = (x: Tensor, h: Tensor, W: Tensor, U: Tensor, b: Tensor, c: Tensor)

    static var gruStep: Check<GatedInput, Tensor> {
        var check = Check<GatedInput, Tensor>(
            exercise: Exercise(
                id: "8.5", name: "gruStep", points: 2, byHand: ["GRU"],
                hints: [
                    "Make the input's three sums and the state's three sums apart from each other, each with its own bias.",
                    "r and z add the two sums of their block and squash. For n the state's sum first meets r.",
                    "z = 1 must leave the state as it was, and new and old share one budget of 1.",
                ]),
            inputs: { generator in
                [(2, 3), (4, 2), (3, 5)].map { features, units in
                    (
                        generator.nonZeroHalves([features], limit: 2),
                        generator.nonZeroHalves([units], limit: 2),
                        generator.nonZeroHalves([features, 3 * units], limit: 2) / 2,
                        generator.nonZeroHalves([units, 3 * units], limit: 2) / 2,
                        generator.nonZeroHalves([3 * units], limit: 2) / 2,
                        generator.nonZeroHalves([3 * units], limit: 2) / 2
                    )
                }
            },
            show: {
                [
                    Part("x", $0.x), Part("h", $0.h), Part("W", $0.W), Part("U", $0.U), Part("b", $0.b),
                    Part("c", $0.c),
                ]
            },
            results: { [Part("new h", $1)] },
            right: { gated($0) { p, q, h in blend(p, q, h) } })
        check.knows(
            "a", .convention,
            "z and 1 − z are exchanged. Two papers, two conventions: what does z = 1 mean here?"
        ) {
            gated($0) { p, q, h in
                let (z, n) = (sigmoid(p[1] + q[1]), candidate(p, q))
                return z * n + (1 - z) * h
            }
        }
        check.knows(
            "b", .convention,
            "The reset gate came before the product, (r∘h)·Un. Here it multiplies the finished sum h·Un + cn."
        ) { input in
            gated(input) { p, q, h in
                let units = h.shape[0]
                let r = sigmoid(p[0] + q[0])
                let past = matmul(r * h, input.U[.all, (2 * units)...]) + input.c[(2 * units)...]
                return mixed(p, q, h, tanh(p[2] + past))
            }
        }
        check.knows(
            "c",
            "The reset gate is not used. What may the candidate forget?"
        ) { gated($0) { p, q, h in mixed(p, q, h, tanh(p[2] + q[2])) } }
        check.knows(
            "d",
            "The reset gate multiplies the input's sum. The gate resets the past."
        ) { gated($0) { p, q, h in mixed(p, q, h, tanh(sigmoid(p[0] + q[0]) * p[2] + q[2])) } }
        check.knows(
            "e", .convention,
            "The bias of the state's sum stands outside the gate. r multiplies h·Un + cn as a whole."
        ) { input in
            gated(input) { p, q, h in
                let cn = input.c[(2 * h.shape[0])...]
                return mixed(p, q, h, tanh(p[2] + sigmoid(p[0] + q[0]) * (q[2] - cn) + cn))
            }
        }
        check.knows(
            "f", .pairing,
            "r and z are exchanged. Which block is which?"
        ) { gated($0) { p, q, h in blend(swapped(p), swapped(q), h) } }
        check.knows(
            "g",
            "The candidate went through σ and is never negative. It may be."
        ) { gated($0) { p, q, h in mixed(p, q, h, sigmoid(p[2] + sigmoid(p[0] + q[0]) * q[2])) } }
        check.knows(
            "h",
            "Candidate and old state are added in full. New and old share one budget."
        ) { gated($0) { p, q, h in candidate(p, q) + sigmoid(p[1] + q[1]) * h } }
        check.knows(
            "i",
            "The state's bias c is missing. It is no copy of b: r reaches only one of them."
        ) { input in
            gated((input.x, input.h, input.W, input.U, input.b, Tensor(zeros: input.c.shape))) { p, q, h in
                blend(p, q, h)
            }
        }
        check.knows(
            "j", .memory,
            "The old state is gone: only the candidate is left. What does z keep?"
        ) { gated($0) { p, q, _ in candidate(p, q) } }
        check.knows(
            "k",
            "The columns were dealt one by one to r, z, n. A gate is a block: H columns side by side."
        ) { input in
            let units = input.h.shape[0]
            let p = (matmul(input.x, input.W) + input.b).reshaped(to: [units, 3]).transposed()
            let q = (matmul(input.h, input.U) + input.c).reshaped(to: [units, 3]).transposed()
            return blend(p, q, input.h)
        }
        check.knows("l", "The new state is 0 everywhere.") { Tensor(zeros: $0.h.shape) }
        check.knows("m", "The state came back as it went in. What does 1 − z let through?") { $0.h }
        check.accepts("the budget written as h plus a step towards n") {
            gated($0) { p, q, h in
                h + (1 - sigmoid(p[1] + q[1])) * (candidate(p, q) - h)
            }
        }
        return check
    }

    /// Applies a rule to the three sums of the input and of the state, one a row.
    private static func gated(
        _ input: GatedInput, _ rule: (_ p: Tensor, _ q: Tensor, _ h: Tensor) -> Tensor
    ) -> Tensor {
        let p = (matmul(input.x, input.W) + input.b).reshaped(to: [3, -1])
        let q = (matmul(input.h, input.U) + input.c).reshaped(to: [3, -1])
        return rule(p, q, input.h)
    }

    private static func candidate(_ p: Tensor, _ q: Tensor) -> Tensor {
        tanh(p[2] + sigmoid(p[0] + q[0]) * q[2])
    }

    private static func mixed(_ p: Tensor, _ q: Tensor, _ h: Tensor, _ n: Tensor) -> Tensor {
        let z = sigmoid(p[1] + q[1])
        return (1 - z) * n + z * h
    }

    private static func blend(_ p: Tensor, _ q: Tensor, _ h: Tensor) -> Tensor {
        mixed(p, q, h, candidate(p, q))
    }

    private static func swapped(_ sums: Tensor) -> Tensor { sums.gathering([1, 0, 2]) }
}
