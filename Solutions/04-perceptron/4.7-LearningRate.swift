import Exercises
import Nabla

// 4.7  Predict, then verify: the learning rate
//
// Train twice on the six points of 4.3, from zero weights, once with rate 1 and once with rate 0.1. Say before you
// run anything what will come out, and write the three numbers down; the check then does the experiment.
//
//     weightRatio    the length of the final weights and bias, rate 1 divided by rate 0.1
//     mistakeRatio   the number of mistakes made on the way, rate 1 divided by rate 0.1
//     passesForXOR   how many passes the rule needs until XOR is learned; -1 stands for never
//
// Example of the form of an answer, not of its content: return (2, 3, 25)

func learningRatePrediction() throws -> (weightRatio: Scalar, mistakeRatio: Scalar, passesForXOR: Int) {
    (10, 1, -1)
}

// Why: from zero every weight is the rate times a sum of samples, so the rate scales w and b together and no decision
// changes: the same mistakes in the same order. That ends as soon as the start is not zero, or the unit is not a
// step. For XOR the rule circles for ever; there is no line to find.
