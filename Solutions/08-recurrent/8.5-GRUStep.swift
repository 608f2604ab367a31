import Exercises
import Nabla

// 8.5  One step of a GRU
//
// The gated recurrent unit has no cell state: its hidden state is its memory. With the reset gate r, the update gate z and
// the candidate n, in blocks of H numbers:
//
//     r = σ(x·Wr + br + h·Ur + dr)
//     z = σ(x·Wz + bz + h·Uz + dz)
//     n = tanh(x·Wn + bn + r∘(h·Un + dn))
//     h′ = (1 − z)∘n + z∘h
//
// z keeps: at z = 1 the state stays as it was. r multiplies the state's whole sum, its bias dn included.
//
//     x [D], h [H];  W [D, 3H], U [H, 3H], b [3H], d [3H], each in the blocks r, z, n
//     returns h′ [H]
//
// Example: with D = 1, H = 1, x = [1], h = [2], W = [[0, 0, 1]], U = [[0, 0, 1]], b = [0, 0, 0], d = [0, 0, 1] both gates
// are ½, n = tanh(1 + ½·(2 + 1)) = 0.9866, and h′ = ½·0.9866 + ½·2 = 1.4933.
// By hand, please: without the engine's `GRU`.

func gruStep(x: Tensor, h: Tensor, W: Tensor, U: Tensor, b: Tensor, d: Tensor) throws -> Tensor {
    let units = h.shape[0]
    let (input, past) = (matmul(x, W) + b, matmul(h, U) + d)
    func block(_ sums: Tensor, _ number: Int) -> Tensor { sums[(number * units)..<((number + 1) * units)] }
    let r = sigmoid(block(input, 0) + block(past, 0))
    let z = sigmoid(block(input, 1) + block(past, 1))
    let n = tanh(block(input, 2) + r * block(past, 2))
    return (1 - z) * n + z * h
}

// Why: the state's sums are needed apart from the input's, because r stands between them in the last block only. The new
// state is a weighted mean with the weights 1 − z and z, so no entry leaves the range of old state and candidate.
