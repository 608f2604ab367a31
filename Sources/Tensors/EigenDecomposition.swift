/// Eigendecomposition of a symmetric matrix: A = V·diag(λ)·Vᵀ, with eigenvalues λ and orthonormal eigenvectors, the
/// columns of V: A·v = λ·v.
///
/// The eigenvalues ascend, as in NumPy's and PyTorch's `eigh`. An eigenvector is determined up to its sign: here its
/// entry of largest magnitude is positive (of entries that differ by less than a thousandth, the first). Vectors of equal
/// eigenvalues are some orthonormal basis of their plane.
///
/// The principal components of points x [N, D] are the last columns for their covariance:
///
///     let centered = x - x.mean(alongAxes: 0)
///     let (variances, directions) = eigenDecomposition(symmetric: matmul(centered.transposed(), centered) / Scalar(N))
///     let plane = directions[.all, (D - 2)...]            // the two directions of largest variance
///     let coordinates = matmul(centered, plane)            // [N, 2]
///
/// Computed in 64 bits by LAPACK's `dsyevd` (divide and conquer): Householder reflections to a tridiagonal matrix, which
/// is then cut in two again and again.
///
/// Shapes: a [n, n], symmetric and finite; only the lower triangle is read → values [n], vectors [n, n].
public func eigenDecomposition(symmetric a: Tensor) -> (values: Tensor, vectors: Tensor) {
    require(
        a.rank == 2 && a.shape[0] == a.shape[1],
        "eigenDecomposition: expected a square matrix [n, n], but got \(a.shape)")
    let n = a.shape[0]
    let elements = a.scalars.map { Double($0) }
    require(
        elements.allSatisfy(\.isFinite),
        "eigenDecomposition: expected finite numbers, but got NaN or an infinity; look where they come from")
    let (values, vectors) = symmetricEigenDecomposition(elements, n: n)
    var rows = vectors
    for start in stride(from: 0, to: n * n, by: max(n, 1)) {
        let vector = rows[start..<(start + n)]
        let largest = vector.reduce(0) { max($0, $1.magnitude) }
        if vector.first(where: { $0.magnitude >= 0.999 * largest })! < 0 {
            for i in vector.indices { rows[i] = -rows[i] }
        }
    }
    return (
        Tensor(values.map { Scalar($0) }), Tensor(scalars: rows.map { Scalar($0) }, shape: [n, n]).transposed()
    )
}
