import Exercises
import Nabla

// 5.2  Back through a layer
//
// In the forward pass a layer computes y = x·w + b, for N samples at once. In the backward pass it is given g, the
// gradient of the loss with respect to y, and has to compute those with respect to x, w and b.
//
//     x [N, D]   the inputs, one sample a row;  w [D, H]   the weights
//     g [N, H]   what arrives
//     returns dx [N, D], dw [D, H], db [H]: each has the shape of its own
//
// Example: x = [[1], [2]], w = [[3]], g = [[10], [20]]. Then dx = [[30], [60]], dw = [[50]], db = [30].
//
// If the loss is a mean over the samples, its 1/N is in g already.
//
// `matmul`, `x.transposed()` and `g.sum(alongAxes: 0)` are all you need.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func linearBackward(x: Tensor, w: Tensor, g: Tensor) throws -> (dx: Tensor, dw: Tensor, db: Tensor) {
    (matmul(g, w.transposed()), matmul(x.transposed(), g), g.sum(alongAxes: 0))
}

// Why: a weight's slope is the value at its start times the slope at its end, added up over the samples that
// used it: that sum of products is x transposed times g. An input feeds H outputs, and its H roads add up to g
// times w transposed. The bias was copied to N rows, so N slopes add.
