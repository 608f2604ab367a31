/// Multiplies two matrices: every row of `a` with every column of `b`.
///
/// Shapes: a [M, K], b [K, N] → [M, N]. With vectors: [K]·[K, N] → [N] and [M, K]·[K] → [M].
/// More axes on the left of `a` are kept: [A, M, K]·[K, N] → [A, M, N].
///
/// A transposed factor is read where it lies: nothing is copied.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
    if let problem = Misfit.matmul(a.shape, b.shape) { require(false, problem) }
    let inner = a.shape[a.rank - 1]
    let rows = elementCount(of: Array(a.shape.dropLast()))
    let left = a.rank == 2 ? a : a.reshaped(to: [rows, inner])
    let right = b.rank == 2 ? b : b.reshaped(to: [inner, 1])
    let product = matrixProduct(left, right)
    return product.reshaped(to: Array(a.shape.dropLast()) + Array(b.shape.dropFirst()))
}

/// Multiplies two matrices and adds a vector to every row: `matmul(a, b) + bias` in one pass.
///
/// Shapes: a [M, K], b [K, N], bias [N] → [M, N].
public func matmul(_ a: Tensor, _ b: Tensor, adding bias: Tensor) -> Tensor {
    require(
        a.rank == 2 && b.rank == 2 && a.shape[1] == b.shape[0] && bias.shape == [b.shape[1]],
        "matmul: expected [M, K] · [K, N] + [N], but got \(a.shape) · \(b.shape) + \(bias.shape)"
            + (a.rank == 2 && b.rank == 2 ? Misfit.transposeHint(a.shape, b.shape) : ""))
    return matrixProduct(a, b, startingFrom: bias)
}

/// Computes the dot product of two vectors: the sum of the products of their elements.
///
/// Shapes: [N], [N] → a number.
public func dot(_ a: Tensor, _ b: Tensor) -> Scalar {
    require(
        a.rank == 1 && b.shape == a.shape,
        "dot: expected two vectors of one length, but got \(a.shape) and \(b.shape); for matrices use matmul")
    return matmul(a, b).item
}

/// Shapes: a [M, K], b [K, N], start [N] → [M, N].
private func matrixProduct(_ a: Tensor, _ b: Tensor, startingFrom start: Tensor? = nil) -> Tensor {
    let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
    if m == 0 || k == 0 || n == 0 { return (start ?? 0).broadcast(to: [m, n]).rowMajor() }
    let (a, b) = (readableFactor(a), readableFactor(b))
    let storage = [Scalar](unsafeUninitializedCapacity: m * n) { c, count in
        a.storage.withUnsafeBufferPointer { aElements in
            b.storage.withUnsafeBufferPointer { bElements in
                if let start {
                    for row in 0..<m { start.copyRow(to: c.baseAddress! + row * n) }
                }
                multiply(
                    factor(a, aElements), factor(b, bElements), m: m, k: k, n: n, beta: start == nil ? 0 : 1,
                    into: c.baseAddress!)
            }
        }
        count = m * n
    }
    return Tensor(storage: storage, shape: [m, n])
}

/// The library reads matrices whose rows, or whose columns, lie without gaps. Others are copied first.
private func readableFactor(_ matrix: Tensor) -> Tensor {
    storesRows(matrix) || storesColumns(matrix) ? matrix : matrix.rowMajorCopy()
}

private func storesRows(_ matrix: Tensor) -> Bool {
    (matrix.strides[1] == 1 || matrix.shape[1] == 1) && matrix.strides[0] >= matrix.shape[1]
}

private func storesColumns(_ matrix: Tensor) -> Bool {
    (matrix.strides[0] == 1 || matrix.shape[0] == 1) && matrix.strides[1] >= matrix.shape[0]
}

private func factor(_ matrix: Tensor, _ elements: UnsafeBufferPointer<Scalar>) -> Factor {
    let isTransposed = !storesRows(matrix)
    return Factor(
        pointer: elements.baseAddress! + matrix.offset, isTransposed: isTransposed,
        rowStride: matrix.strides[isTransposed ? 1 : 0])
}
