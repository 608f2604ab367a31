import Exercises
import Nabla

// 1.1  Strides
//
// The numbers of a tensor lie in memory in one flat list, row after row: in row-major order, the flat buffer of the page.
// One step along the last axis moves 1 place in it. One step along the axis before it skips a whole row; one step along
// the axis before that skips everything that lies inside of it. These jumps are the strides, one for each axis.
//
//     shape      the lengths of the axes, at least one of them
//     returns    as many strides, counted in elements
//
// Example: shape [4, 5, 6] gives [30, 6, 1]. The digit of the page, [28, 28], gives [28, 1].

func strides(of shape: [Int]) throws -> [Int] {
    throw notAttempted()
}
