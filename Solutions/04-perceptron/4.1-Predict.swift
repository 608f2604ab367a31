import Exercises
import Nabla

// 4.1  Decide
//
// A perceptron looks at a point, forms one number, the score w·x + b, and answers by its sign. Here it answers for
// many points at once, and it has to answer for every one, also for a point that lies exactly on the line.
//
//     x [N, D]   N points, one a row
//     w [D]      the weights;  b  the bias
//     returns [N], +1 where the score is 0 or more, -1 where it is less
//
// Example: w = [1, -2], b = 1.
//     [3, 1]: 3 - 2 + 1 =  2, so +1
//     [1, 1]: 1 - 2 + 1 =  0, so +1   (the line itself belongs to the positive side)
//     [0, 2]: 0 - 4 + 1 = -3, so -1
//
// `matmul(x, w)` gives one sum of products for each row of x. A comparison of tensors is written with a dot and gives
// 1 where it holds and 0 where not: `scores .>= 0`. From 1 and 0 you get to +1 and -1 by arithmetic. The line
// `scores >= 0 ? 1 : -1` is for one number; on a tensor it does not compile, and the message speaks of BinaryInteger.

func predict(x: Tensor, w: Tensor, b: Scalar) throws -> Tensor {
    let scores = matmul(x, w) + b
    return (scores .>= 0) * 2 - 1
}

// Why: one product gives all N scores, and the comparison gives 1 and 0, which 2a - 1 turns into +1 and -1. The line
// itself has to belong to one side; `>=` gives it to the positive one, and the same rule must hold wherever the
// perceptron decides.
