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
    let certainties = scores.scalars
    var hits = [Bool](repeating: false, count: certainties.count)
    var isFound = [Bool](repeating: false, count: objects.shape[0])
    for detection in certainties.indices.sorted(by: { certainties[$0] > certainties[$1] }) {
        let overlaps = isFound.indices.map { overlap(boxes[detection].scalars, objects[$0].scalars) }
        let best = overlaps.indices.max { overlaps[$0] < overlaps[$1] }!
        if overlaps[best] >= threshold && !isFound[best] {
            (hits[detection], isFound[best]) = (true, true)
        }
    }
    return hits
}

private func overlap(_ a: [Scalar], _ b: [Scalar]) -> Scalar {
    let across = max(0, min(a[2], b[2]) - max(a[0], b[0]))
    let down = max(0, min(a[3], b[3]) - max(a[1], b[1]))
    let areas = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1])
    return across * down / (areas - across * down)
}

// Why: the order of certainty decides who is heard, the largest overlap decides who is meant. A second detection of an object
// is a wrong answer, as a program that counts things would count it twice.
