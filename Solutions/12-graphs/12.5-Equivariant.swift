import Exercises
import Nabla

// 12.5  Renumber the nodes: write the test
//
// The numbers of the nodes mean nothing. A model for graphs must give every node the same answer under any numbering:
// renumber the nodes, and nothing may change but the order of the rows. Write the function that finds out. It is tried on
// eight models, good ones and bad ones.
//
//     model            takes features [n, d] and an adjacency matrix [n, n], returns [n, e], a row for each node
//     x, adjacency     a graph to try it on
//     order            each of 0 ..< n once: the node that is number order[k] now shall be number k
//     returns true if the model's answers are the same, node by node, under both numberings
//
// Example: the model { x, adjacency in x } passes. A model that returns x with 100 added to row 0 does not, unless order[0]
// is 0.
//
// `x.gathering(order)` is x with its rows in that order. Two answers are the same if no entry differs by more than 0.0001:
// sums taken in another order may differ in the last digit.

func isEquivariant(
    model: (Tensor, Tensor) throws -> Tensor, x: Tensor, adjacency: Tensor, order: [Int]
) throws -> Bool {
    let renumbered = adjacency.gathering(order).transposed().gathering(order).transposed()
    let before = try model(x, adjacency).gathering(order)
    let after = try model(x.gathering(order), renumbered)
    return abs(after - before).max() <= 1e-4
}

// Why: a node owns a row of x, a row of the table and a column of the table, and all three move with it. So does its answer.
// The test is a law of the model, not a number: it needs no labels and finds a wrong axis without any training.
