import Tensors

/// Matrix product. With Y = A·B, the gradients are dA = dY·Bᵀ and dB = Aᵀ·dY: the only products whose
/// shapes fit.
///
/// Shapes: a [M, K], b [K, N] → [M, N].
public func matmul(_ a: Variable, _ b: Variable) -> Variable {
    let (x, y) = (a.value, b.value)
    require(
        x.rank == 2 && y.rank == 2,
        "matmul: expected two matrices, but got \(x.shape) · \(y.shape); reshape vectors to [N, 1] or [1, N]")
    return Variable(
        "matmul", matmul(x, y),
        edges: [
            a.edge { dy in matmul(dy, y.transposed()) },
            b.edge { dy in matmul(x.transposed(), dy) },
        ])
}
