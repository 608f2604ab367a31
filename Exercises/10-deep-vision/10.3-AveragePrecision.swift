import Exercises
import Nabla

// 10.3  Average precision
//
// The score of a detector for one class. Go through its detections, the most certain first. After each, precision is the part
// that was right so far, and recall is the part of all objects found so far. Replace each precision by the best one at the same or
// a later recall (the envelope). The area under the envelope is the average precision.
//
//     scores    N certainties, in any order, all different
//     hits      whether each detection found an object
//     objects   how many objects there are; some may never be found
//     returns   the area under precision (its envelope) against recall
//
// Example: scores .5, .9, .7 with hits true, true, false, and 4 objects. In order ✓ ✗ ✓: precision 1, 1/2, 2/3, envelope
// 1, 2/3, 2/3. Each hit adds recall ¼: 1·¼ + 2/3·¼ = 0.4167.

func averagePrecision(scores: Tensor, hits: [Bool], objects: Int) throws -> Scalar {
    throw notAttempted()
}
