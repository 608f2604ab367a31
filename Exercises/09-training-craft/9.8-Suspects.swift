import Exercises
import Nabla

// 9.8  Find the wrong labels ★
//
// A network that has learned the rule is surprised by a wrong label: it gives that label a small probability. Its surprise is
// the loss of the sample, −ln p[label]. Sort by it, and look at the top of the list by eye.
//
//     probabilities [N, C]   what the network says, one sample a row
//     labels                 N classes, counted from 0, some of them wrong
//     count                  how many suspects are wanted
//     returns the numbers of the `count` samples with the largest losses, largest first
//
// Example: rows (0.9, 0.1), (0.3, 0.7), (0.6, 0.4) with labels 0, 0, 1 and count 2 give 1, 2.
//
// `probabilities[i][j].item` is one number. `log` takes tensors; the log of a number is in Foundation.
//
// Then break it: run it on data with planted wrong labels, early in training and after the network has memorized them.
// `WrongLabels` in Lessons/09-training-craft plants them.

func suspects(probabilities: Tensor, labels: [Int], count: Int) throws -> [Int] {
    throw notAttempted()
}
