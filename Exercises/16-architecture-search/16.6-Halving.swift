import Exercises
import Nabla

// 16.6  Successive halving
//
// Start many networks, train all a little, keep the best part, train these further, and so on.
//
//     losses    [R, n], entry [k, i] the loss of network i after fᵏ units of training, f = factor: after 1, f, f², … units
//     factor    f, at least 2
//     returns survivors   for each of the R rungs the networks that survive it, their numbers ascending
//             cost        all units of training that were spent
//
// On rung k the networks still alive are trained until each has had fᵏ units, going on from where they stood. Then the best
// part of them survives: 1/f of those alive, rounded down, but at least one. There are no equal losses.
//
// Example: factor 2, losses [[4, 1, 3, 2], [9, 7, 9, 5]]. After 1 unit networks 1 and 3 survive, after 2 units network 3. Four
// units were spent on the first rung, one more for each of two on the second: cost 6.
//
// `losses[k, i].item` is one loss as a Scalar.

func halving(losses: Tensor, factor: Int) throws -> (survivors: [[Int]], cost: Int) {
    throw notAttempted()
}
