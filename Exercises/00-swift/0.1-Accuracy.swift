import Exercises
import Nabla

// 0.1  Divide two counts
//
// A program has guessed the labels of some pictures. What share of its guesses is right? It is called the accuracy.
//
//     guesses    what the program said, one Int for each picture
//     labels     what is right, as many
//     returns    the accuracy, a Scalar from 0 to 1
//
// Example: guesses [7, 1, 4, 1] and labels [7, 2, 4, 1] have the accuracy 0.75: three of four are right.
//
// `for i in 0..<labels.count` goes through the places of both lists.

func accuracy(of guesses: [Int], labels: [Int]) throws -> Scalar {
    throw notAttempted()
}
