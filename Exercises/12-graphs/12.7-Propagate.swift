import Exercises
import Nabla

// 12.7  Edges alone: label propagation
//
// No features, no weights, no training: a few nodes know their answer, +1 or −1 or something between, and in every round
// each other node takes the mean of the values that its neighbours had the round before.
//
//     start       n values to begin with, 0 where nothing is known
//     held        n times true or false: a held node keeps its start in every round, and its neighbours receive it
//     adjacency   [n, n], 1 where an edge joins two nodes; every node has a neighbour
//     rounds      how many rounds
//     returns the n values after the last round
//
// Example: the path 0–1–2, start [1, 0, 0], held [true, false, false], 2 rounds.
//     After one round 1, 0.5, 0. After two 1, 0.5, 0.5.

func propagate(start: Tensor, held: [Bool], adjacency: Tensor, rounds: Int) throws -> Tensor {
    throw notAttempted()
}
