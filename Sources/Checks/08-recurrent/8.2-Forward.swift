// 8.2 forward
// points: 2
// minutes: 10
// difficulty: easy
// essential: yes
// by hand: RNN, recurrence, recurrentForward
// hint: Keep one variable for the state. What is in it before the first step, and what after each?
// hint: A step adds three things up before tanh: `matmul(x[t], Wx)`, something with the state, and b.
// hint: Collect the state after each step in a list; `Tensor(concatenating: states, alongAxis: 0)` with states of shape
//   [1, H], or `result[t] = h`, makes [T, H] of it.

import Grading
import Nabla

let forward = Check<Recurrence, Tensor>(result: "states") { c in
    c.inputs { Recurrence.drawn(&$0) }
    c.shows { [Part("x", $0.x), Part("h0", $0.h0), Part("Wx", $0.Wx), Part("Wh", $0.Wh), Part("b", $0.b)] }
    c.calls { i, host in try host("forward", i.x, i.h0, i.Wx, i.Wh, i.b) }
    c.right { $0.states() }
    c.wrong(.memory, "Every step starts from h0. What does step t know of the past?") { i in
        i.states(entering: { _ in i.h0 })
    }
    c.wrong(.startValue, "The state starts from zeros. Where does this sequence start from?") {
        changed($0) { $0.h0 = 0 * $0.h0 }.states()
    }
    c.wrong(.offByOne, "The first output is h0, and the last state is missing. One output for each input.") {
        $0.states(after: $0.x.shape[0] - 1)
    }
    c.wrong("Only the last state came. One output for each input.") { $0.states()[$0.x.shape[0] - 1] }
    c.wrong(.transpose, "Wh is transposed. Rows are the source, columns the target: h·Wh.") {
        changed($0) { $0.Wh = $0.Wh.transposed() }.states()
    }
    c.stops("A matrix stands on the left of the vector. Rows are the source, columns the target: x_t·Wx.") { i in
        ["\(i.Wx.shape) · [\(i.x.shape[1])]"]
    }
    c.wrong(
        "tanh was taken of the parts one by one. Add all three up, then take tanh once.",
        { $0.states { tanh($0) + tanh($1) } }, { $0.states { tanh($0) + $1 } })
    c.wrong(.memory, "The state before is missing from the sum. What does step t know of the past?") {
        $0.states { x, _ in tanh(x) }
    }
    c.wrong(.twice, "The bias was added twice in each step.") { i in i.states { tanh($0 + $1 + i.b) } }
    c.wrong("The bias was added behind tanh. Three things are added up before it.") { i in
        i.states { tanh($0 - i.b + $1) + i.b }
    }
    c.wrong("The new state was added to the old one. tanh of the sum is the new state.") { i in
        var h = i.h0
        return Tensor(
            stacking: i.steps.map { t in
                h = h + tanh(matmul(i.x[t], i.Wx) + matmul(h, i.Wh) + i.b)
                return h
            })
    }
    c.wrong("ReLU stands where tanh was asked.") { $0.states { relu($0 + $1) } }
    c.wrong("Every step reads the first input. Step t reads x[t].") { i in
        changed(i) { $0.x = Tensor(stacking: i.steps.map { _ in i.x[0] }) }.states()
    }
    c.wrong(.offByOne, "The first step was left out, so h0 stands in the place of its state.") { i in
        changed(i) { $0.x = i.x[1..<i.x.shape[0]] }.states(after: i.x.shape[0] - 1)
    }
    c.wrong("There is no tanh. What keeps the state bounded?") { $0.states { $0 + $1 } }
    c.wrong(.twice, "tanh was taken of the state a second time as it entered. It has been through tanh already.") {
        $0.states(entering: { tanh($0) })
    }
    c.wrong("The bias is missing. Three things are added up before tanh.") { changed($0) { $0.b = 0 * $0.b }.states() }
    c.wrong("The sums went through a sigmoid, to 0…1. The task says tanh.") { $0.states { sigmoid($0 + $1) } }
    c.onlyFirst("steps", [3, 2], sentence: "The number of steps is written in the code. It is x.shape[0].") {
        $0.states()[0..<$1]
    }
    c.wrong("h0 stands before the states. One output for each input: T of them.") { $0.states(after: $0.x.shape[0]) }
    c.wrong("The inputs were read from the last to the first. Which way does time run?") { i in
        let backwards = Array(i.steps.reversed())
        return changed(i) { $0.x = $0.x.gathering(backwards) }.states().gathering(backwards)
    }
    c.wrong("The input's part of the sum is missing. What has the sequence to say?") { i in
        i.states { tanh($1 + i.b) }
    }
    c.times(nil, "All states are 0, though the inputs are not.") { _ in 0 }
    c.accepts("each step as a product of matrices with one row") { i in
        var h = i.h0.reshaped(to: [1, -1])
        let all = i.steps.map { t -> Tensor in
            h = tanh(matmul(i.x[t...t], i.Wx) + matmul(h, i.Wh) + i.b)
            return h
        }
        return Tensor(concatenating: all, alongAxis: 0)
    }
}

extension Recurrence {
    /// h0 and the first states.
    fileprivate func states(after count: Int) -> Tensor {
        Tensor(concatenating: [h0.reshaped(to: [1, -1]), states()[0..<count]], alongAxis: 0)
    }
}
