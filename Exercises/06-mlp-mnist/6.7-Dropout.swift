import Exercises
import Nabla

// 6.7  Dropout
//
// While training, each unit is dropped with probability p: its value becomes 0, so that no unit can rely on another
// one. Those that stay are scaled up, so that on average the next layer receives as much as without dropout
// ("inverted" dropout). In evaluation nothing is dropped and nothing is scaled.
//
// The random numbers are given, so that the answer is exact: a unit stays where u >= p.
//
//     x, u [N, D]   values, and one random number in 0 ..< 1 for each
//     p             the probability of dropping
//     training      true: drop and scale; false: evaluation
//     returns [N, D]
//
// Example: x = [[3, 5]], u = [[0.1, 0.9]], p = 0.25. The first unit is dropped. The second one stays, and three
// quarters of all units do, so it becomes 5 / 0.75 = 6.667.
//
// `u .>= p` compares each number with p and gives 1 or 0.

func dropout(x: Tensor, u: Tensor, p: Scalar, training: Bool) throws -> Tensor {
    throw notAttempted()
}

// The backward pass, in training: g is the gradient with respect to what dropout returned.
//
//     g, u [N, D], p   with the same u as in the forward pass
//     returns [N, D], the gradient with respect to x

func dropoutBackward(g: Tensor, u: Tensor, p: Scalar) throws -> Tensor {
    throw notAttempted()
}
