import Exercises
import Nabla

// 6.5  Predict, then verify: symmetry
//
// A network with 2 inputs, 4 hidden tanh units and one linear output learns by ten steps of gradient descent. All
// biases start at 0. Say before you run anything what will come out; the check then does the experiment.
//
//     unitsFromEqual    all weights start at 0.5: how many different hidden units are there afterwards? (1 ... 4)
//     normFromZero      all weights start at 0: how long is the vector of all hidden weights (W1) afterwards?
//     unitsFromRandom   random weights: how many different hidden units are there afterwards? (1 ... 4)
//
// Two units are the same when their weights, in and out, and their biases are equal.
// Example of the form of an answer, not of its content: return (3, 1.5, 2)

func symmetryPrediction() throws -> (unitsFromEqual: Int, normFromZero: Scalar, unitsFromRandom: Int) {
    throw notAttempted()
}
