// 8.3 backward
// points: 3
// minutes: 35
// difficulty: hard
// essential: yes
// by hand: Variable, Parameter, RNN, recurrentBackward
// hint: Keep all states of the forward pass. Then go from the last step to the first, with one variable for what comes
//   back from the future.
// hint: What reaches h_t is g[t] plus what step t + 1 sent. Times the derivative of tanh, 1 − h_t², it reaches the sum.
// hint: From the sum it goes four ways: to Wx through x_t, to Wh through the state that entered, to b, and through Wh,
//   the other way round, to the state before.

import Grading
import Nabla

private typealias Gradients = (dWx: Tensor, dWh: Tensor, db: Tensor, dh0: Tensor)

/// What can go wrong in the backward pass.
private struct Slip {
    var order: ([Int]) -> [Int] = { $0.reversed() }
    /// The derivative of tanh, from the state, the state before it and the sum.
    var derivative: (_ h: Tensor, _ before: Tensor, _ sum: Tensor) -> Tensor = { h, _, _ in 1 - h * h }
    /// What arrives at the sum, from g, what comes from the next step, and the derivative.
    var arriving: (_ g: Tensor, _ later: Tensor, _ derivative: Tensor) -> Tensor = { ($0 + $1) * $2 }
    /// Which of dWx, dWh and db are replaced at every step.
    var replaces: [Bool] = [false, false, false]
    var entering = true
    var transposes = true
    /// What is kept for the step before, from what was kept so far and what this step sends.
    var carried: (_ old: Tensor, _ sent: Tensor) -> Tensor = { $1 }
    /// What becomes of the start, from what reached its step's output and its sum; nil for what that step sends.
    var start: ((_ output: Tensor, _ sum: Tensor) -> Tensor)?
}

extension Recurrence {
    fileprivate func gradients(_ slip: Slip = Slip()) -> Gradients {
        let h = states()
        var (dWx, dWh, db) = (Tensor(zeros: Wx.shape), Tensor(zeros: Wh.shape), Tensor(zeros: b.shape))
        var (later, dh0) = (Tensor(zeros: h0.shape), Tensor(zeros: h0.shape))
        for t in slip.order(Array(steps)) {
            let before = t == 0 ? h0 : h[t - 1]
            let derivative = slip.derivative(h[t], before, matmul(x[t], Wx) + matmul(before, Wh) + b)
            let sum = slip.arriving(g[t], later, derivative)
            if slip.replaces[0] { dWx = 0 * dWx }
            if slip.replaces[1] { dWh = 0 * dWh }
            if slip.replaces[2] { db = 0 * db }
            dWx = dWx + matmul(x[t].reshaped(to: [-1, 1]), sum.reshaped(to: [1, -1]))
            dWh = dWh + matmul((slip.entering ? before : h[t]).reshaped(to: [-1, 1]), sum.reshaped(to: [1, -1]))
            db = db + sum
            let sent = matmul(sum, slip.transposes ? Wh.transposed() : Wh)
            (dh0, later) = (slip.start?(g[t] + later, sum) ?? slip.carried(later, sent), slip.carried(later, sent))
        }
        return (dWx, dWh, db, dh0)
    }
}

let backward = Check<Recurrence, (dWx: Tensor, dWh: Tensor, db: Tensor, dh0: Tensor)> { c in
    func slip(_ family: Misconception?, _ sentence: String, _ change: @escaping @Sendable (inout Slip) -> Void) {
        c.wrong(family, sentence) { $0.gradients(changed(Slip(), change)) }
    }
    c.inputs { Recurrence.drawn(&$0) }
    c.right { $0.gradients() }
    slip(
        .sharedUse,
        "Nothing comes back from the next step. A state is used twice: for its output and for the next state."
    ) { $0.arriving = { g, _, derivative in g * derivative } }
    for replaces in [[true, true, true], [true, false, false], [false, true, false], [false, false, true]] {
        slip(
            .accumulate,
            "Only the first step's part of a weight's gradient is left. The same weights are used at every step: +=."
        ) { $0.replaces = replaces }
    }
    c.stops(
        "x_t and what reached the sum were multiplied entry by entry. Every input meets every unit: column times row."
    ) { ["\([$0.x.shape[1]]) and \($0.b.shape)", "\($0.b.shape) and \([$0.x.shape[1]])"] }
    slip(nil, "dWh was formed with the state that left the step. Which state entered it?") { $0.entering = false }
    slip(
        .valueOrSlope,
        "The derivative of tanh was taken from the state before. It belongs to the output of the same step."
    ) { $0.derivative = { _, before, _ in 1 - before * before } }
    slip(.chain, "The derivative of tanh is missing. The path goes through it.") {
        $0.derivative = { h, _, _ in 0 * h + 1 }
    }
    slip(.transpose, "The backward pass multiplies by Wh as the forward pass does. It needs the transpose.") {
        $0.transposes = false
    }
    slip(nil, "The loop runs forward in time. Which state must be finished first?") { $0.order = { $0 } }
    c.wrong(.average, "The contributions were averaged over time. They add up.") { i in
        changed(i.gradients()) {
            let count = Scalar(i.x.shape[0])
            ($0.dWx, $0.dWh, $0.db) = ($0.dWx / count, $0.dWh / count, $0.db / count)
        }
    }
    c.wrong("dh0 is 0. The start is an input as well.") { changed($0.gradients()) { $0.dh0 = 0 * $0.dh0 } }
    slip(
        .valueOrSlope,
        "tanh was applied once more in the backward pass. What is its derivative, written with its output?"
    ) { $0.derivative = { h, _, _ in 1 - square(tanh(h)) } }
    for count in [3, 4] {
        slip(nil, "The number of steps is written in the code. It is x.shape[0].") {
            $0.order = { $0.prefix(count).reversed() }
        }
    }
    slip(nil, "dh0 holds what reached the first state, before it passed its step. Two products are missing.") {
        $0.start = { output, _ in output }
    }
    slip(.chain, "dh0 holds what reached the sum of the first step. The way from there to the start goes through Wh.") {
        $0.start = { _, sum in sum }
    }
    slip(
        .chain,
        "g was added behind the derivative of tanh. It arrives at the state, and has to go through tanh as well."
    ) { $0.arriving = { g, later, derivative in g + later * derivative } }
    slip(
        .accumulate,
        "What the next step sends was added to what later ones had sent. It is in there already: replace it."
    ) { $0.carried = { $0 + $1 } }
    c.wrong("Only the last step's g was used. Every state has an output, and each has its g.") { i in
        changed(i) { $0.g[0..<$0.x.shape[0] - 1] = 0 * $0.g[0..<$0.x.shape[0] - 1] }.gradients()
    }
    slip(nil, "This is the derivative of a sigmoid, h·(1 − h). The states were made by tanh.") {
        $0.derivative = { h, _, _ in h * (1 - h) }
    }
    c.times(nil, "All gradients are 0, though g is not.") { _ in 0 }
    c.accepts("the derivative written with the sum before tanh") {
        $0.gradients(changed(Slip()) { $0.derivative = { _, _, sum in 1 - square(tanh(sum)) } })
    }
}
