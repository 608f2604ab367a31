import Exercises
import Nabla

// 12.3  Messages from a list of edges
//
// A big graph is kept as a list of edges, not as a table: most entries of the table would be 0. Each edge stands in the list
// once and carries a message both ways. Every node receives the mean of its neighbours' features, its own not included.
//
//     x [n, d]   features, a node a row
//     edges      pairs of nodes, each edge once, in any order
//     returns [n, d]; a row of zeros for a node without neighbours
//
// Example: x = [[1], [5], [7], [9]], edges = [(0, 1), (2, 1)].
//     Node 1 receives 1 and 7: the answer is [[5], [4], [5], [0]].
//
// `for (one, other) in edges { … }` takes the pairs apart, and `sums[one] += x[other]` adds a row to a row of a tensor in a
// `var`.

func neighborMean(x: Tensor, edges: [(Int, Int)]) throws -> Tensor {
    throw notAttempted()
}
