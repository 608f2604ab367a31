import Exercises
import Nabla

// 9.7  Better, or lucky? ★
//
// Two methods were trained from the same seeds. Which is better, and by more than luck? Subtract seed by seed, so that what
// a seed does to both drops out. Then ask how far the mean of the differences may be off: its standard error.
//
//     a, b     scores of the two methods, entry i of both from the same seed; n of each, at least 2
//     returns mean    the mean of b − a
//             error   the standard deviation of the differences (with n − 1) divided by √n
//
// Example: 1, 2, 3 against 2, 2, 5 differs by 1, 0, 2: mean 1, error 0.5774.
//
// With ten seeds a mean of more than 2.3 errors is worth believing, with five it takes 2.8.

func difference(_ a: [Scalar], _ b: [Scalar]) throws -> (mean: Scalar, error: Scalar) {

    let differences = zip(a, b).map { $1 - $0 }
    let n = Scalar(differences.count)
    let mean = differences.reduce(0, +) / n
    let squares = differences.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    return (mean, (squares / (n - 1) / n).squareRoot())
}

// Why: a lucky seed lifts both methods, and the subtraction removes it; without pairs that luck counts as noise of the
// comparison. Division by n − 1 makes up for the mean having been computed from the same numbers, and √n says that a mean of
// n is √n times steadier than one.
