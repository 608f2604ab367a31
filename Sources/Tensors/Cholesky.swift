// Symmetric systems of equations: fitting in closed form, Gaussian processes, kernel methods.

/// What `cholesky` throws: the matrix is not positive definite, so that it has no such factor.
public struct NotPositiveDefinite: Error, Equatable, CustomStringConvertible {
    /// The row at which it showed, and what stood under the root.
    public let row: Int
    public let pivot: Double

    public var description: String {
        "cholesky: expected a positive definite matrix, but the square of element [\(row), \(row)] of its factor would be "
            + "\(pivot)\nhint: columns that depend on each other leave nothing; add a small number to the diagonal"
    }
}

/// Cholesky factorization: the lower triangular L with L·Lᵀ = A, the square root of a matrix.
///
///     L[i, j] = (A[i, j] − Σₖ L[i, k]·L[j, k]) / L[j, j]          L[i, i] = √(A[i, i] − Σₖ L[i, k]²)
///
/// with k below j, and below i. Row by row, since each element needs only those before it. Sums are added up in 64 bits.
/// n³/6 multiplications: 1,000 rows take about a tenth of a second.
///
/// Shapes: a [n, n], symmetric; only the lower triangle is read → [n, n], zeros above the diagonal.
/// Throws: `NotPositiveDefinite`; NaN in the matrix is that too.
public func cholesky(_ a: Tensor) throws -> Tensor {
    require(
        a.rank == 2 && a.shape[0] == a.shape[1],
        "cholesky: expected a square matrix [n, n], but got \(a.shape)")
    let n = a.shape[0]
    let elements = a.scalars
    var failure: NotPositiveDefinite?
    let factor = Tensor(filling: [n, n]) { L in
        L.update(repeating: 0, count: n * n)
        for i in 0..<n where failure == nil {
            for j in 0..<i {
                let rest = Double(elements[i * n + j]) - sumOfProducts(L + i * n, L + j * n, j)
                L[i * n + j] = Scalar(rest / Double(L[j * n + j]))
            }
            let pivot = Double(elements[i * n + i]) - sumOfProducts(L + i * n, L + i * n, i)
            if pivot > 0 && pivot < .infinity {
                L[i * n + i] = Scalar(pivot.squareRoot())
            } else {
                failure = NotPositiveDefinite(row: i, pivot: pivot)
            }
        }
    }
    if let failure { throw failure }
    return factor
}

/// Solves A·X = B with the Cholesky factor L of A: first L·Y = B from the top, then Lᵀ·X = Y from the bottom.
///
/// Shapes: factor [n, n], b [n] or [n, k] → the shape of b.
public func solve(cholesky factor: Tensor, _ b: Tensor) -> Tensor {
    let n = factor.shape.first ?? 0
    require(
        factor.shape == [n, n] && (b.rank == 1 || b.rank == 2) && b.shape[0] == n,
        "solve: expected a factor [n, n] and a right side [n] or [n, k], but got \(factor.shape) and \(b.shape)")
    let columns = b.rank == 1 ? 1 : b.shape[1]
    // A right side a row, so that a sum runs over neighbors. The transpose is a second copy for the same reason.
    var rows = b.reshaped(to: [n, columns]).transposed().scalars
    let (lower, upper) = (factor.scalars, factor.transposed().scalars)
    rows.withUnsafeMutableBufferPointer { rows in
        lower.withUnsafeBufferPointer { lower in
            upper.withUnsafeBufferPointer { upper in
                guard let rows = rows.baseAddress, let L = lower.baseAddress, let U = upper.baseAddress else { return }
                for column in 0..<columns {
                    let x = rows + column * n
                    for i in 0..<n {
                        x[i] = Scalar((Double(x[i]) - sumOfProducts(L + i * n, x, i)) / Double(L[i * n + i]))
                    }
                    for i in stride(from: n - 1, through: 0, by: -1) {
                        let known = sumOfProducts(U + i * n + i + 1, x + i + 1, n - 1 - i)
                        x[i] = Scalar((Double(x[i]) - known) / Double(L[i * n + i]))
                    }
                }
            }
        }
    }
    return Tensor(scalars: rows, shape: [columns, n]).transposed().reshaped(to: b.shape)
}

/// Solves A·X = B for a symmetric, positive definite A, such as a covariance or XᵀX + λ·1, by its Cholesky factor.
///
/// Shapes: a [n, n], b [n] or [n, k] → the shape of b. Throws: `NotPositiveDefinite`.
public func solve(symmetric a: Tensor, _ b: Tensor) throws -> Tensor {
    solve(cholesky: try cholesky(a), b)
}
