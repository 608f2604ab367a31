import Exercises
import Nabla

// 0.1  Twice as much
//
//     x [N]   numbers
//     returns twice each of them
//
// Example: x = [1, 3] gives [2, 6].

func double(_ x: Tensor) throws -> Tensor {
    2 * x
}

// Why: this is the smallest exercise that an answer can misbehave in.
