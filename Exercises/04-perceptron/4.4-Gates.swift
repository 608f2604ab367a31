import Exercises
import Nabla

// 4.4  Logic gates by hand
//
// Inputs and answers are 0 and 1 here, and a unit fires when its score w·x + b is 0 or more: that is `step`. Choose
// weights and a bias by hand. Each function stands alone; you may write one and check it before the next.
//
//     andGate, orGate, nandGate   return w [2] and b of one unit
//
//     x        AND  OR  NAND  XOR
//     (0, 0)    0    0    1    0
//     (0, 1)    0    1    1    1
//     (1, 0)    0    1    1    1
//     (1, 1)    1    1    0    0
//
// Example: w = [1, 0], b = -0.5 is the gate that copies its first input: the scores are -0.5, -0.5, 0.5, 0.5.

/// Fires for a score of 0 or more.
func step(_ score: Scalar) -> Scalar { score >= 0 ? 1 : 0 }

func andGate() throws -> (w: Tensor, b: Scalar) {
    throw notAttempted()
}

func orGate() throws -> (w: Tensor, b: Scalar) {
    throw notAttempted()
}

func nandGate() throws -> (w: Tensor, b: Scalar) {
    throw notAttempted()
}

// No single unit can do XOR. Two hidden units and an output unit can: the hidden units look at x, the output unit
// looks at their two answers only. The hidden units of the page are OR and AND: find another pair.
//
//     x [2]   one corner of the square
//     returns hidden [2], what the two hidden units answer, and output, what the output unit answers

func xor(_ x: Tensor) throws -> (hidden: Tensor, output: Scalar) {
    throw notAttempted()
}
