import Exercises
import Nabla

// 8.4  One step of an LSTM
//
// All four sums are made by one product: x and h end to end, times W, plus b. They lie in four blocks of H numbers, in the
// order i, f, g, o:
//
//     i, f, o = σ(their sums)     g = tanh(its sums)
//     c′ = f·c + i·g              h′ = o·tanh(c′)
//
//     x [D], h [H], c [H]
//     W [D+H, 4H]: the first D rows belong to x, the others to h (W and U of the page, stacked);  b [4H]
//     returns h′ [H] and c′ [H]
//
// Example: with D = 1, H = 1, x = [2], h = [1], c = [4], b = [0, 0, 0, 0] and W = [[0, 0, 1, 0], [0, 0, −1, 0]] the sums
// are [0, 0, 1, 0]. The three gates are ½, g = tanh 1 = 0.7616, so c′ = 2.3808 and h′ = ½·tanh(2.3808) = 0.4915.
//
// `Tensor(concatenating: [x, h])` joins; `sums[0..<n]` cuts; `sigmoid` and `tanh` work on whole tensors.
// By hand, please: without the engine's `LSTM`.

func lstmStep(x: Tensor, h: Tensor, c: Tensor, W: Tensor, b: Tensor) throws -> (h: Tensor, c: Tensor) {
    let units = h.shape[0]
    let sums = matmul(Tensor(concatenating: [x, h]), W) + b
    func block(_ number: Int) -> Tensor { sums[(number * units)..<((number + 1) * units)] }
    let (i, f, g, o) = (sigmoid(block(0)), sigmoid(block(1)), tanh(block(2)), sigmoid(block(3)))
    let new = f * c + i * g
    return (o * tanh(new), new)
}

// Why: the cell is never squashed. It is kept by a factor and changed by an addition, so a number can stay in it for
// many steps. Only what leaves the cell goes through tanh, and the output tap decides how much of that is shown.
