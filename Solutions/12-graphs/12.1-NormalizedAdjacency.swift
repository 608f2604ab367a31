import Exercises
import Nabla

// 12.1  The normalized adjacency matrix
//
// A graph convolution averages over a node and its neighbours. The weights of that average are Â, the adjacency matrix
// after three steps: give every node a self-loop, count the degrees, and divide each entry by the square roots of the
// two degrees that it joins.
//
//     adjacency [n, n]   1 where an edge joins two nodes, 0 elsewhere; no self-loops yet, and nodes may be alone
//     returns Â [n, n];  entry (i, j) of A + I, divided by √(dᵢ·dⱼ), where d are the row sums of A + I
//
// Example: two nodes and one edge, [[0, 1], [1, 0]]. With self-loops both degrees are 2, and Â = [[½, ½], [½, ½]].
//
// `Tensor(identity: n)` is I, `sqrt` works entry by entry, and [n, 1] beside [1, n] stretch to [n, n]. By hand, please:
// without the engine's `Graph`.

func normalizedAdjacency(_ adjacency: Tensor) throws -> Tensor {
    let looped = adjacency + Tensor(identity: adjacency.shape[0])
    let degrees = looped.sum(alongAxes: 1, keepingAxes: true)
    return looped / sqrt(degrees * degrees.transposed())
}

// Why: with a self-loop no degree is 0, so nothing is divided by 0, and a node's own features count too. The two roots
// together weigh about as much as one degree, so a sum over many neighbours is not larger for their number. And Â stays
// symmetric, as dividing rows alone would not leave it.
