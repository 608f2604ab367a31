import Exercises
import Nabla

// 8.2  Forward through time
//
// A recurrent layer feeds itself: each state is made from the input of its step and from the state before,
//
//     h_t = tanh(x_t·Wx + h_(t−1)·Wh + b),   and before the first step stands h0.
//
//     x [T, D]    one input a row;  h0 [H]  the start
//     Wx [D, H], Wh [H, H]: rows are the source, columns the target;  b [H]   (Wx and Wh are W and U of the page)
//     returns [T, H], the state after each step
//
// Example: x = [[1], [0], [0]], h0 = [0], Wx = [[0.5]], Wh = [[0.8]], b = [0] gives [[0.4621], [0.3537], [0.2757]].
//
// `matmul(v, M)` takes a vector on the left; `tanh` works on whole tensors; `Tensor(zeros: [a, b])` can be filled row by
// row, `result[t] = h`.
// By hand, please: without the engine's `RNN`.

func forward(x: Tensor, h0: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) throws -> Tensor {
    var h = h0
    var states = Tensor(zeros: [x.shape[0], h0.shape[0]])
    for t in 0..<x.shape[0] {
        h = tanh(matmul(x[t], Wx) + matmul(h, Wh) + b)
        states[t] = h
    }
    return states
}

// Why: the loop carries one variable, and that is all the network knows of the past. Its evidence, from the input and
// from the state, is added up before it is squashed once; so every state stays between −1 and 1.
