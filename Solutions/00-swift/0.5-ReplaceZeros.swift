import Exercises
import Nabla

// 0.5  Entry by entry
//
// Replace every entry of a tensor that is exactly 0 by a value. All other entries stay as they are. In exercise 2.3 that keeps
// you from dividing by 0.
//
//     x          a tensor of any shape
//     value      a number
//     returns    a tensor of the same shape
//
// Example: [[0, 3], [-2, 0]] with the value 1 gives [[1, 3], [-2, 1]].
//
// No loop is needed: `x .== 0` is a tensor of 1 and 0.

func replacingZeros(in x: Tensor, by value: Scalar) throws -> Tensor {
    x + value * (x .== 0)
}

// Why: `x .== 0` is 1 where the entry is 0. Times the value, it adds the value there and 0 elsewhere. `x == 0`
// asks one question about the whole tensor and gets one answer, which cannot be right for every entry.
