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
    (1, 0, 4)
}

// Why: equal units compute the same value and receive the same gradient, so they stay equal for ever: four units are
// worth one. With zeros the hidden values are 0 and nothing comes back through zero output weights, so only the last
// bias learns. Random weights break the tie, and then zero biases do no harm.
