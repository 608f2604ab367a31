import Exercises
import Nabla

// 13.5  What a plane loses
//
// Principal component analysis keeps of each point its place in a plane. How much does the best plane lose?
//
//     points [n, d]    a point a row; their mean need not be 0
//     kept             the number of directions of the plane
//     returns the mean over the points of the squared distance to the best plane with `kept` directions through their mean
//
// It is the sum of those eigenvalues of the covariance that are left out; the covariance is divided by n. The kit has the
// eigenvalues, a tensor [d], the smallest first: `eigenDecomposition(symmetric: matrix).values`. `kept` is less than d.
//
// Example: (3, 1), (1, 3), (−3, −1), (−1, −3) with 1 kept lose 2: the eigenvalues are 8 and 2.

func lostVariance(points: Tensor, kept: Int) throws -> Scalar {
    throw notAttempted()
}
