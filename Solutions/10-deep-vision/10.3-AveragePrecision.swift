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
    let certainties = scores.scalars
    let order = hits.indices.sorted { certainties[$0] > certainties[$1] }
    var (found, precisions): (Int, [Scalar]) = (0, [])
    for (place, detection) in order.enumerated() {
        found += hits[detection] ? 1 : 0
        precisions.append(Scalar(found) / Scalar(place + 1))
    }
    var (best, area): (Scalar, Scalar) = (0, 0)
    for place in order.indices.reversed() {
        best = max(best, precisions[place])
        if hits[order[place]] { area += best / Scalar(objects) }
    }
    return area
}

// Why: only a hit moves recall, by 1 / objects, so only hits add area. Going backwards, the best precision so far is the
// envelope. Objects that were never found leave their part of the recall axis empty, which is why the sum is divided by all of
// them.
