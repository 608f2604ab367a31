import Foundation
import Nabla

/// Principal component analysis (PCA): the plane through the mean that loses least, and its directions.
struct PrincipalPlane {
    /// Shapes: [D].
    let mean: Tensor
    /// The directions, of length 1 and perpendicular to each other, the one with the largest variance first. Shapes: [k, D].
    let directions: Tensor
    /// All variances, the largest first: the eigenvalues of the covariance. Shapes: [D].
    let variances: Tensor

    /// Shapes: x [N, D].
    init(_ x: Tensor, kept: Int) {
        mean = x.mean(alongAxes: 0)
        let centred = x - mean
        let covariance = matmul(centred.transposed(), centred) / Scalar(x.shape[0])
        let (values, vectors) = eigenDecomposition(symmetric: covariance)
        let descending = Array((0..<x.shape[1]).reversed())
        variances = values.gathering(descending)
        directions = vectors.transposed().gathering(Array(descending.prefix(kept)))
    }

    /// The first directions only.
    private init(_ plane: PrincipalPlane, kept: Int) {
        (mean, variances) = (plane.mean, plane.variances)
        directions = plane.directions[0..<kept]
    }

    func keeping(_ count: Int) -> PrincipalPlane { PrincipalPlane(self, kept: count) }

    /// Shapes: [N, D] → [N, k].
    func codes(_ x: Tensor) -> Tensor { matmul(x - mean, directions.transposed()) }
    func decoded(_ codes: Tensor) -> Tensor { matmul(codes, directions) + mean }
    func reconstructed(_ x: Tensor) -> Tensor { decoded(codes(x)) }

    /// The largest angle, in degrees, between this plane and one that is spanned by the rows of a matrix [k, D].
    func largestAngle(to rows: Tensor) -> Scalar {
        let other = orthonormalized(rows)
        // The smallest singular value of the matrix of all inner products is the cosine.
        let products = matmul(other, directions.transposed())
        let squares = eigenDecomposition(symmetric: matmul(products, products.transposed())).values
        let cosine = min(1, max(0, squares.min()).squareRoot())
        return acosDegrees(cosine)
    }
}

/// Rows of length 1, perpendicular to each other, that span the same plane (Gram and Schmidt).
func orthonormalized(_ rows: Tensor) -> Tensor {
    var basis: [Tensor] = []
    for place in 0..<rows.shape[0] {
        var row = rows[place]
        for _ in 0..<2 { for known in basis { row -= known * dot(known, row) } }
        basis.append(row / row.norm())
    }
    return Tensor(stacking: basis)
}

/// The angle, in degrees, that has a cosine.
func acosDegrees(_ cosine: Scalar) -> Scalar { Scalar(acos(Double(cosine)) * 180 / .pi) }
