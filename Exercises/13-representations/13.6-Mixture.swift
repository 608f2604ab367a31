import Exercises
import Nabla

// 13.6  Gate and experts
//
// A mixture of experts with top-1 routing. For every sample: the softmax of the gate's scores gives each expert a probability.
// The expert with the largest one is chosen, and the answer y is that probability times the output of that expert.
//
//     gate [n, k]          the gate's scores
//     outputs [n, k, o]    the output of each expert for each sample
//     g [n, o]             ∂loss/∂y
//     returns y [n, o], and dGate [n, k], the gradient of the loss with respect to the scores
//
// Example: one sample, gate [[0, ln 3]], outputs [[[4], [8]]], g [[1]]: the probabilities are ¼ and ¾, so y = [[6]] and
// dGate = [[−1.5, 1.5]].
//
// `softmax(x)` of a tensor works along its last axis; `outputs[n, c]` is the output [o] of expert c.
//
// No sample has two largest scores. Which expert is chosen has no gradient; its probability has one. By hand, please: without the
// engine's `Variable`.

func mixture(gate: Tensor, outputs: Tensor, g: Tensor) throws -> (y: Tensor, dGate: Tensor) {
    throw notAttempted()
}
