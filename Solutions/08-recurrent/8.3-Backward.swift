import Exercises
import Nabla

// 8.3  Backpropagation through time
//
// The backward pass of 8.2. Each state h_t had an effect on the loss in two ways: directly, at its own step, and through
// the next state. g[t] is the direct part, the gradient of the loss of step t alone with respect to h_t.
//
//     x [T, D], h0 [H], Wx [D, H], Wh [H, H], b [H]   as in 8.2
//     g [T, H]   what arrives at each state from its own step
//     returns dWx, dWh, db, dh0: the gradients of the whole loss, of the shapes of Wx, Wh, b, h0
//
// Example: the numbers of 8.2 with g = [[0], [0], [1]]. The derivatives of the three tanh are 0.7864, 0.8749 and 0.9240. So 1
// comes to the last sum as 0.9240, to the one before as 0.9240·0.8·0.8749 = 0.6467, and to the first as
// 0.6467·0.8·0.7864 = 0.4069. db is their sum, 1.9776; dWx is 0.4069, because only the first input is not 0;
// dWh is 0.9240·0.3537 + 0.6467·0.4621 = 0.6257; dh0 is 0.4069·0.8 = 0.3255.
//
// `v.reshaped(to: [-1, 1])` makes a column of a vector, `reshaped(to: [1, -1])` a row; column times row is a matrix.
// You may call your own `forward`, with `try` before it.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func backward(
    x: Tensor, h0: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, g: Tensor
) throws -> (dWx: Tensor, dWh: Tensor, db: Tensor, dh0: Tensor) {
    var states = [h0]
    for t in 0..<x.shape[0] {
        states.append(tanh(matmul(x[t], Wx) + matmul(states[t], Wh) + b))
    }
    var (dWx, dWh, db) = (Tensor(zeros: Wx.shape), Tensor(zeros: Wh.shape), Tensor(zeros: b.shape))
    var fromNext = Tensor(zeros: h0.shape)
    for t in (0..<x.shape[0]).reversed() {
        let (before, after) = (states[t], states[t + 1])
        let dSum = (g[t] + fromNext) * (1 - square(after))
        let row = dSum.reshaped(to: [1, -1])
        dWx += matmul(x[t].reshaped(to: [-1, 1]), row)
        dWh += matmul(before.reshaped(to: [-1, 1]), row)
        db += dSum
        fromNext = matmul(dSum, Wh.transposed())
    }
    return (dWx, dWh, db, fromNext)
}

// Why: a state is used twice, for its own loss and for the next state, so two slopes add up at it. The weights are
// used at every step, so T contributions add up at them. What is left at the end has reached the start: dh0.
