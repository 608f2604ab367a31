import Grading
import Nabla

func symmetryPrediction() throws -> (unitsFromEqual: Int, normFromZero: Scalar, unitsFromRandom: Int) {
    (1, 0, 4)
}

// Why: equal units compute the same value and receive the same gradient, so they stay equal for ever: four units are
// worth one. With zeros the hidden values are 0 and nothing comes back through zero output weights, so only the last
// bias learns. Random weights break the tie, and then zero biases do no harm.
