import Exercises
import Nabla

// 9.1  Smoothed labels
//
// A one-hot target asks for a probability of exactly 1, which no finite scores give: training pulls the scores apart for
// ever. Label smoothing asks for a little less. Of the label's 1 an amount ε is taken and spread evenly over all classes,
// the label included.
//
//     label     the class of the sample, counted from 0
//     classes   how many there are
//     by        ε, at least 0 and below ½
//     returns the target row, one number for each class
//
// Example: label 2 of 4 classes, ε = 0.1, gives (0.025, 0.025, 0.925, 0.025).

func smoothed(label: Int, classes: Int, by amount: Scalar) throws -> [Scalar] {
    throw notAttempted()
}
