import Exercises
import Nabla

// 10.2  Suppression
//
// A detector finds the same thing several times. Non-maximum suppression keeps the most certain box of each thing: within
// each class the most certain box stays and removes every box that overlaps it by more than the threshold; then the next one
// that is left, and so on.
//
//     boxes       [N, 4], a row for each box: left, top, right, bottom
//     scores      N certainties, all different
//     classes     the class of each box
//     threshold   the largest overlap that two boxes of one class may have
//     returns     the numbers of the boxes that stay, the most certain first
//
// Example: boxes (0, 0, 4, 4), (1, 0, 5, 4), (20, 0, 24, 4), scores .6, .9, .7, all of one class, threshold ½. The first two
// overlap by 0.6, so box 1 stays and box 0 goes. Box 2 stays: the answer is [1, 2].
//
// You will need the overlap of 10.1; write it as a private function here. `list.sorted { scores[$0].item > scores[$1].item }`
// sorts numbers of boxes by their score.

func kept(boxes: Tensor, scores: Tensor, classes: [Int], threshold: Scalar) throws -> [Int] {
    throw notAttempted()
}
