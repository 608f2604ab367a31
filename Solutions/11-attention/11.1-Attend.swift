import Exercises
import Nabla

// 11.1  Scaled dot-product attention
//
// Every query scores every key: the score is their dot product, divided by √d, where d is the width of a key. Softmax
// turns the scores of one query into weights that sum to 1. With these weights the values are averaged.
//
//     q [T, d]   a query a row
//     k [S, d]   a key a row
//     v [S, e]   the value that belongs to each key
//     returns [T, e], a mixture of values for each query
//
// Example: q = [[1, 0]], k = [[1, 0], [0, 1], [1, 1]], v = [[10, 0], [0, 10], [5, 5]].
//     scores     [0.7071, 0, 0.7071]
//     weights    [0.4011, 0.1978, 0.4011]
//     returns    [[6.0167, 3.9833]]
//
// `softmax(s)` works along the last axis, and `k.transposed()` exchanges rows and columns. By hand, please: without the
// engine's `attention`.

func attend(q: Tensor, k: Tensor, v: Tensor) throws -> Tensor {
    let scores = matmul(q, k.transposed()) / Scalar(k.shape[1]).squareRoot()
    return matmul(softmax(scores), v)
}

// Why: row i of the scores belongs to query i, so softmax along the last axis gives each query weights of its own. A
// dot product of d independent terms has a standard deviation of √d; divided by it, the scores stay where softmax
// still weighs instead of choosing, however wide the keys are.
