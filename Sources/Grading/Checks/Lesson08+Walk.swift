import Nabla

extension Lesson08 {
    // MARK: 8.2 forward through time

    typealias Walk = (x: Tensor, h0: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, g: Tensor)

    static var forward: Check<Walk, Tensor> {
        var check = Check<Walk, Tensor>(
            exercise: Exercise(
                id: "8.2", name: "forward", points: 2, byHand: ["RNN", "recurrence"],
                hints: [
                    "Keep one variable for the state. What is in it before the first step, and what after each?",
                    "A step adds three things up before it squashes: `matmul(x[t], Wx)`, something with the state, and b.",
                    "Collect the state after each step in a list; `Tensor(concatenating: states, alongAxis: 0)` with states of "
                        + "shape [1, H], or `result[t] = h`, makes [T, H] of it.",
                ]),
            inputs: walks,
            show: { shown($0) },
            results: { [Part("states", $1)] },
            right: { states($0) })
        check.knows(
            "a", .memory,
            "Every step starts from h0. What does step t know of the past?"
        ) { walk in matrix(steps(walk).map { step(walk, $0, from: walk.h0) }) }
        check.knows(
            "b", .startValue,
            "The walk starts from zeros. Where does this sequence start from?"
        ) { walk in states(walk, from: Tensor(zeros: walk.h0.shape)) }
        check.knows(
            "c", .offByOne,
            "The first output is h0, and the last state is missing. One output for each input."
        ) { walk in matrix([walk.h0.scalars] + rows(states(walk)).dropLast()) }
        check.knows(
            "d",
            "Only the last state came. One output for each input."
        ) { walk in states(walk)[walk.x.shape[0] - 1] }
        check.knows(
            "e", .transpose,
            "Wh was crossed the wrong way. Rows are the source, columns the target: h·Wh."
        ) { walk in states((walk.x, walk.h0, walk.Wx, walk.Wh.transposed(), walk.b, walk.g)) }
        check.knows(
            "f",
            "The parts were squashed one by one. Add the evidence up, then squash once.",
            { walk in walked(walk) { x, h in tanh(x) + tanh(h) } },
            { walk in walked(walk) { x, h in tanh(x) + h } }
        )
        check.knows(
            "g",
            "Nothing is squashed. What keeps the state bounded?"
        ) { walk in walked(walk) { x, h in x + h } }
        check.knows(
            "h", .twice,
            "The carried state is squashed a second time. It has been squashed already."
        ) { walk in
            var h = walk.h0
            return matrix(
                steps(walk).map { t in
                    h = Tensor(step(walk, t, from: tanh(h)))
                    return h.scalars
                })
        }
        check.knows(
            "i",
            "The bias is missing. Three things are added up before tanh."
        ) { walk in states((walk.x, walk.h0, walk.Wx, walk.Wh, Tensor(zeros: walk.b.shape), walk.g)) }
        check.knows(
            "j", .convention,
            "The sums were squashed to 0…1 by a sigmoid. The task says tanh."
        ) { walk in walked(walk) { x, h in sigmoid(x + h) } }
        check.knows(
            "k",
            "The number of steps is written in the code. It is x.shape[0].",
            { walk in matrix(Array(rows(states(walk)).prefix(3))) },
            { walk in matrix(Array(rows(states(walk)).prefix(2))) }
        )
        check.knows(
            "l",
            "h0 stands before the states. One output for each input: T of them."
        ) { walk in matrix([walk.h0.scalars] + rows(states(walk))) }
        check.knows(
            "m",
            "The inputs were read from the last to the first. Which way does time run?"
        ) { walk in
            let turned = matrix(rows(walk.x).reversed())
            return matrix(rows(states((turned, walk.h0, walk.Wx, walk.Wh, walk.b, walk.g))).reversed())
        }
        check.knows(
            "n",
            "The input's share is missing. What has the sequence to say?"
        ) { walk in walked(walk) { _, h in tanh(h + walk.b) } }
        check.knows("o", "All states are 0, though the inputs are not.") { walk in
            Tensor(zeros: [walk.x.shape[0], walk.h0.shape[0]])
        }
        check.accepts("each step as a product of matrices with one row") { walk in
            var h = walk.h0.reshaped(to: [1, -1])
            let all = steps(walk).map { t -> Tensor in
                h = tanh(matmul(walk.x[t...t], walk.Wx) + matmul(h, walk.Wh) + walk.b)
                return h
            }
            return Tensor(concatenating: all, alongAxis: 0)
        }
        return check
    }

    /// T, D and H differ from each other and from case to case; h0 is not zero.
    static func walks(_ generator: inout SeededGenerator) -> [Walk] {
        [(4, 2, 3), (5, 4, 2), (6, 3, 5)].map { steps, features, units in
            (
                generator.nonZeroHalves([steps, features], limit: 2),
                generator.nonZeroHalves([units], limit: 2) / 4,
                generator.nonZeroHalves([features, units], limit: 2) / 4,
                generator.nonZeroHalves([units, units], limit: 2) / 4,
                generator.nonZeroHalves([units], limit: 2) / 4,
                generator.nonZeroHalves([steps, units], limit: 2)
            )
        }
    }

    static func shown(_ walk: Walk) -> [Part] {
        [
            Part("x", walk.x), Part("h0", walk.h0), Part("Wx", walk.Wx), Part("Wh", walk.Wh),
            Part("b", walk.b),
        ]
    }

    static func steps(_ walk: Walk) -> Range<Int> { 0..<walk.x.shape[0] }

    private static func step(_ walk: Walk, _ t: Int, from h: Tensor) -> [Scalar] {
        tanh(matmul(walk.x[t], walk.Wx) + matmul(h, walk.Wh) + walk.b).scalars
    }

    /// The states when a step combines the input's share, bias included, and the state's share in its own way.
    private static func walked(_ walk: Walk, _ combine: (_ x: Tensor, _ h: Tensor) -> Tensor) -> Tensor {
        var h = walk.h0
        return matrix(
            steps(walk).map { t in
                h = combine(matmul(walk.x[t], walk.Wx) + walk.b, matmul(h, walk.Wh))
                return h.scalars
            })
    }

    static func states(_ walk: Walk, from start: Tensor? = nil) -> Tensor {
        var h = start ?? walk.h0
        return matrix(
            steps(walk).map { t in
                h = Tensor(step(walk, t, from: h))
                return h.scalars
            })
    }

    // MARK: 8.3 backpropagation through time

    static var backward: Check<Walk, WalkGradients> {
        var check = Check<Walk, WalkGradients>(
            exercise: Exercise(
                id: "8.3", name: "backward", points: 3, byHand: ["Variable", "Parameter", "RNN"],
                hints: [
                    "Keep all states from the way forward. Then walk from the last step to the first, with one variable for "
                        + "what comes back from the future.",
                    "What reaches h_t is g[t] plus what step t + 1 sent. Times the slope of tanh, 1 − h_t², it reaches the sum.",
                    "From the sum it goes four ways: to Wx through x_t, to Wh through the state that entered, to b, and "
                        + "through Wh, the other way round, to the state before.",
                ]),
            inputs: walks,
            show: { shown($0) + [Part("g", $0.g)] },
            results: { [Part("dWx", $1.dWx), Part("dWh", $1.dWh), Part("db", $1.db), Part("dh0", $1.dh0)] },
            right: { gradients($0) })
        check.knows(
            "a", .sharedUse,
            "Nothing comes back from the next step. A state is used twice: for its output and for the next state."
        ) { gradients($0, Slip(carries: false)) }
        check.knows(
            "b", .accumulate,
            "Only the first step's share of the weights is left. The same weights are used at every step: +=."
        ) { gradients($0, Slip(adds: false)) }
        check.knows(
            "c",
            "dWh was formed with the state that left the step. Which state entered it?"
        ) { gradients($0, Slip(entering: false)) }
        check.knows(
            "d", .valueOrSlope,
            "The slope was taken from the state before. It belongs to the output of the same step."
        ) { gradients($0, Slip(slope: .before)) }
        check.knows(
            "e", .chain,
            "The slope of tanh is missing. The path goes through it.",
            { gradients($0, Slip(slope: .none)) }
        )
        check.knows(
            "f", .transpose,
            "On the way back Wh was crossed as on the way forward. Going back crosses it the other way."
        ) { gradients($0, Slip(turnsWeight: false)) }
        check.knows(
            "g",
            "The loop runs forward in time. Which state must be finished first?"
        ) { gradients($0, Slip(backwards: false)) }
        check.knows(
            "h", .average,
            "The contributions were averaged over time. They add up."
        ) { walk in
            let (sum, count) = (gradients(walk), Scalar(walk.x.shape[0]))
            return (sum.dWx / count, sum.dWh / count, sum.db / count, sum.dh0)
        }
        check.knows(
            "i",
            "dh0 is 0. The start is an input as well."
        ) { walk in
            let all = gradients(walk)
            return (all.dWx, all.dWh, all.db, Tensor(zeros: walk.h0.shape))
        }
        check.knows(
            "j", .valueOrSlope,
            "tanh was applied once more on the way back. What is its slope, written with its output?",
            { gradients($0, Slip(slope: .again)) }
        )
        check.knows(
            "k",
            "The number of steps is written in the code. It is x.shape[0].",
            { gradients($0, Slip(last: 3)) }, { gradients($0, Slip(last: 4)) }
        )
        check.knows(
            "l",
            "dh0 holds what reached the first state, before it passed its step. One product is missing."
        ) { gradients($0, Slip(passesFirst: false)) }
        check.knows(
            "m", .convention,
            "This is the slope of a sigmoid, h·(1 − h). The states were made by tanh."
        ) { gradients($0, Slip(slope: .sigmoid)) }
        check.knows("n", "All gradients are 0, though g is not.") { walk in
            (
                Tensor(zeros: walk.Wx.shape), Tensor(zeros: walk.Wh.shape), Tensor(zeros: walk.b.shape),
                Tensor(zeros: walk.h0.shape)
            )
        }
        check.accepts("the slope written with the sum before tanh") { walk in
            gradients(walk, Slip(slope: .fromSum))
        }
        return check
    }

    /// What can go wrong on the way back.
    private struct Slip {
        enum Slope { case own, before, none, again, sigmoid, fromSum }
        var carries = true
        var adds = true
        var entering = true
        var slope = Slope.own
        var turnsWeight = true
        var backwards = true
        var passesFirst = true
        var last: Int?
    }

    private static func gradients(_ walk: Walk, _ slip: Slip = Slip()) -> WalkGradients {
        let h = states(walk)
        let order = Array(0..<min(walk.x.shape[0], slip.last ?? .max))
        var (dWx, dWh) = (Tensor(zeros: walk.Wx.shape), Tensor(zeros: walk.Wh.shape))
        var (db, carried) = (Tensor(zeros: walk.b.shape), Tensor(zeros: walk.h0.shape))
        for t in slip.backwards ? order.reversed() : order {
            let before = t == 0 ? walk.h0 : h[t - 1]
            let sum = matmul(walk.x[t], walk.Wx) + matmul(before, walk.Wh) + walk.b
            let arriving = walk.g[t] + carried
            let slope: Tensor =
                switch slip.slope {
                case .own: 1 - h[t] * h[t]
                case .before: 1 - before * before
                case .none: Tensor(ones: walk.b.shape)
                case .again: 1 - square(tanh(h[t]))
                case .sigmoid: h[t] * (1 - h[t])
                case .fromSum: 1 - square(tanh(sum))
                }
            let dSum = arriving * slope
            func column(_ x: Tensor) -> Tensor { x.reshaped(to: [-1, 1]) }
            let row = dSum.reshaped(to: [1, -1])
            let shareX = matmul(column(walk.x[t]), row)
            let shareH = matmul(column(slip.entering ? before : h[t]), row)
            (dWx, dWh, db) =
                slip.adds ? (dWx + shareX, dWh + shareH, db + dSum) : (shareX, shareH, dSum)
            let back = matmul(dSum, slip.turnsWeight ? walk.Wh.transposed() : walk.Wh)
            carried = slip.carries || t == 0 ? back : Tensor(zeros: walk.h0.shape)
            if t == 0 && !slip.passesFirst { carried = arriving }
        }
        return (dWx, dWh, db, carried)
    }
}
