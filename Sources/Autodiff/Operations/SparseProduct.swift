import Tensors

/// Product of a sparse matrix, which is a constant, and a variable: Y = A·X. The gradient is dX = Aᵀ·dY: along each tie it
/// flows back to where the value came from.
///
/// Shapes: a [M, K], x [K, N] → [M, N]. With more axes: x [K, A, B] → [M, A, B].
public func matmul(_ a: SparseMatrix, _ x: Variable) -> Variable {
    Variable("sparseProduct", matmul(a, x.value), edges: [x.edge { dy in matmul(a.transposed(), dy) }])
}
