import Exercises
import Nabla

// 10.4  Who found whom?
//
// Before precision and recall one has to know which detections found something. One picture, one class. The most certain
// detection is heard first. It belongs to the object that it overlaps most, and is a hit when that overlap reaches the threshold
// and that object was not found before. Otherwise it is a miss.
//
//     boxes       [N, 4], what the detector says: left, top, right, bottom
//     scores      N certainties, all different
//     objects     [M, 4], what is really there, at least one
//     threshold   the least overlap of a hit
//     returns     for each detection, in the order of `boxes`, whether it is a hit
//
// Example: one object (0, 0, 4, 4), threshold ½. Detections (0, 0, 4, 5) with certainty .6 and (0, 0, 5, 4) with .9 both overlap
// it by 0.8. The second one is more certain and finds it, so the answer is [false, true].
//
// You will need the overlap of 10.1; write it as a private function here.

func matched(boxes: Tensor, scores: Tensor, objects: Tensor, threshold: Scalar) throws -> [Bool] {
    throw notAttempted()
}
