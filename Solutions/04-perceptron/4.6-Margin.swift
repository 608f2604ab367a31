import Exercises
import Nabla

// 4.6  How wide is the gap?
//
// Many lines may separate two classes. The margin says how comfortably: it is the smallest distance of a point from
// the line, counted negative when that point lies on the wrong side of it.
//
// This is the distance on paper of the page, which divides by the length of w alone. The γ of its bound is another
// number: there w and b together are scaled to length 1.
//
//     x [N, D], y [N]   points and their labels, -1 or +1
//     w [D], b          the line w·x + b = 0
//     returns the margin (`.squareRoot()` takes the root of a number)
//
// Example: w = [3, 4], b = 0, so the length of w is 5.
//     [3, 4] with label +1: score  25, distance  5
//     [1, 0] with label +1: score   3, distance  0.6
//     [0, 1] with label -1: score   4, distance -0.8, on the wrong side; the margin of the three is -0.8

func margin(x: Tensor, y: Tensor, w: Tensor, b: Scalar) throws -> Scalar {
    let distances = y * (matmul(x, w) + b) / dot(w, w).squareRoot()
    return distances.min()
}

// Why: doubling w and b doubles every score and leaves the line where it is; dividing by the length of w takes that
// freedom out. The label gives the sign, and the worst point decides, since one point on the wrong side is enough.
