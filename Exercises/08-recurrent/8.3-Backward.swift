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
    throw notAttempted()
}
