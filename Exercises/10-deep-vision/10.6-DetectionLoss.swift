import Exercises
import Nabla

// 10.6  The loss in three parts
//
// The loss of YOLO's first version, without its classes. Each of K cells says five numbers: x, y, width, height, certainty. A
// target certainty of 1 marks a cell with an object; all targets of an empty cell are 0. For one picture add up
//
//     5 · squared errors of x, y, √width and √height, in cells with an object
//     1 · squared error of the certainty, in cells with an object
//     ½ · squared certainty, in empty cells
//
//     predicted   [N, K, 5] for N pictures
//     target      [N, K, 5]
//     returns     the mean over the pictures
//
// Example: one picture, two cells. The first holds an object and says its box exactly, with certainty 0.9: 0.01. The second is
// empty and says certainty 0.2, with any box: ½ · 0.04 = 0.02. The loss is 0.03.
//
// `predicted[n, k, 4].item` is one certainty; `sqrt` of a tensor works entry by entry, and a `Scalar` s has `s.squareRoot()`.

func detectionLoss(predicted: Tensor, target: Tensor) throws -> Scalar {
    throw notAttempted()
}
