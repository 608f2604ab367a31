import Exercises
import Nabla

// 15.8  The right to remain silent
//
// A classifier may refuse. If it answers only the k questions it is most certain of, how many of these are right?
//
//     confidence [N]   in no order, all different
//     right            N times: whether the answer was right
//     returns N numbers: the accuracy among the k most certain answers, for k = 1, 2, … N
//
// Example: confidence 0.6, 0.9, 0.5, the first and the last one right. In order of confidence: wrong, right, right. The
// answer is 0, 0.5, 0.6667.
//
// `list.indices.sorted { … }` sorts places by what a closure says of two of them.

func kept(confidence: Tensor, right: [Bool]) throws -> [Scalar] {
    let certain = confidence.scalars
    let order = certain.indices.sorted { certain[$0] > certain[$1] }
    var correct: Scalar = 0
    return order.enumerated().map { given, place in
        correct += right[place] ? 1 : 0
        return correct / Scalar(given + 1)
    }
}

// Why: places are sorted, not values, so each answer keeps its confidence. The count of right ones only grows; it is
// divided by the answers given so far, and so the curve may fall and rise.
