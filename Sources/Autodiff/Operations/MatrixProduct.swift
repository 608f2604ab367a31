import Tensors

/// Matrix product. With Y = A·B, the gradients are dA = dY·Bᵀ and dB = Aᵀ·dY: the only products whose
/// shapes fit. A matrix that was multiplied by several, because its leading axes were broadcast, receives a gradient
/// from each.
///
/// Shapes: a [M, K], b [K, N] → [M, N]. Leading axes count matrices and are broadcast: a [A, …, M, K], b [A, …, K, N] →
/// [A, …, M, N].
public func matmul(_ a: Variable, _ b: Variable) -> Variable {
    let (x, y) = (a.value, b.value)
    require(
        x.rank >= 2 && y.rank >= 2,
        "matmul: expected two matrices, but got \(x.shape) · \(y.shape); reshape vectors to [N, 1] or [1, N]")
    return Variable(
        "matmul", matmul(x, y),
        edges: [
            a.edge { dy in matmul(dy, y.transposed()).summed(toShape: x.shape) },
            b.edge { dy in
                // One matrix for all of the left: their rows are the rows of one long matrix.
                if y.rank == 2 { return matmul(rows(x).transposed(), rows(dy)) }
                return matmul(x.transposed(), dy).summed(toShape: y.shape)
            },
        ])
}

/// All vectors along the last axis as the rows of one matrix. Shapes: [A, …, D] → [A·…, D].
func rows(_ x: Tensor) -> Tensor {
    x.rank <= 2 ? x : x.reshaped(to: [elementCount(of: Array(x.shape.dropLast())), x.shape[x.rank - 1]])
}
