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
    let centred = points - points.mean(alongAxes: 0)
    let covariance = matmul(centred.transposed(), centred) / Scalar(points.shape[0])
    let eigenvalues = eigenDecomposition(symmetric: covariance).values
    return eigenvalues[0..<eigenvalues.size - kept].sum()
}

// Why: an eigenvalue is the variance along its direction, and the variances along perpendicular directions add up to the mean
// squared distance. What the plane keeps and what it loses make the whole; to lose least, keep the largest.
