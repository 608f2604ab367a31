import Exercises
import Nabla

// 12.2  One layer, both ways
//
// A graph convolution with its activation, and its backward pass: y = ReLU(A·x·w + b). Row i of A says from whom node i
// receives, and with what weight. Here A is any table: it need not be symmetric, and its rows need not sum to 1.
//
//     x [n, d]               features, a node a row
//     a [n, n]               the weights of the messages
//     w [d, e], b [e]        the parameters
//     outputGradient [n, e]  ∂loss/∂y
//     returns y [n, e], and the gradients dx [n, d], dw [d, e], db [e] of the loss
//
// Example: one node, x = [[2]], a = [[0.5]], w = [[3]], b = [1], outputGradient = [[10]].
//     y = [[4]], dx = [[15]], dw = [[10]], db = [10]
//
// At a score of 0 the derivative of ReLU counts as 0; no score here is. `scores .> 0` is 1 where it holds and 0
// elsewhere. By hand, please: without the engine's `Variable`.

func graphLayer(x: Tensor, a: Tensor, w: Tensor, b: Tensor, outputGradient: Tensor) throws
    -> (y: Tensor, dx: Tensor, dw: Tensor, db: Tensor)
{
    let received = matmul(a, x)
    let scores = matmul(received, w) + b
    let gradient = outputGradient * (scores .> 0)
    return (
        y: maximum(scores, Tensor(0)),
        dx: matmul(a.transposed(), matmul(gradient, w.transposed())),
        dw: matmul(received.transposed(), gradient),
        db: gradient.sum(alongAxes: 0)
    )
}

// Why: the layer is a dense layer on A·x, so dw and db are those of lesson 05 with A·x in the place of x. A message went from
// j to i with weight aᵢⱼ; its gradient goes from i to j with the same weight, and that is Aᵀ.
