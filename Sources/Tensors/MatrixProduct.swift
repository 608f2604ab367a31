/// Matrix product, c[i, j] = Σₖ a[i, k]·b[k, j]: every row of `a` with every column of `b`.
///
/// Shapes: a [M, K], b [K, N] → [M, N]. With vectors: [K]·[K, N] → [N] and [M, K]·[K] → [M].
/// More axes on the left of `a` are kept: [A, M, K]·[K, N] → [A, M, N].
///
/// A transposed factor is read where it lies: nothing is copied. Denormal numbers (below 1.2·10⁻³⁸) count as zero.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
    if let problem = ShapeError.matmul(a.shape, b.shape) { fail(problem) }
    let inner = a.shape[a.rank - 1]
    let rows = elementCount(of: Array(a.shape.dropLast()))
    let left = a.rank == 2 ? a : a.reshaped(to: [rows, inner])
    let right = b.rank == 2 ? b : b.reshaped(to: [inner, 1])
    let product = matrixProduct(left, right)
    return product.reshaped(to: Array(a.shape.dropLast()) + Array(b.shape.dropFirst()))
}

/// Matrix product plus a vector in every row: `matmul(a, b) + bias` in one pass.
///
/// Shapes: a [M, K], b [K, N], bias [N] → [M, N].
public func matmul(_ a: Tensor, _ b: Tensor, adding bias: Tensor) -> Tensor {
    require(
        a.rank == 2 && b.rank == 2 && a.shape[1] == b.shape[0] && bias.shape == [b.shape[1]],
        "matmul: expected [M, K] · [K, N] + [N], but got \(a.shape) · \(b.shape) + \(bias.shape)"
            + (a.rank == 2 && b.rank == 2 ? ShapeError.transposeHint(a.shape, b.shape) : ""))
    return matrixProduct(a, b, startingFrom: bias)
}

/// Dot product of two vectors, Σ aᵢ·bᵢ, added up in 64 bits.
///
/// Shapes: [N], [N] → a number.
public func dot(_ a: Tensor, _ b: Tensor) -> Scalar {
    require(
        a.rank == 1 && b.shape == a.shape,
        "dot: expected two vectors of one length, but got \(a.shape) and \(b.shape); for matrices use matmul")
    var product = 0.0
    a.withElements { x in b.withElements { y in product = sumOfProducts(x, y, a.size) } }
    return Scalar(product)
}

/// Shapes: a [M, K], b [K, N], start [N] → [M, N].
private func matrixProduct(_ a: Tensor, _ b: Tensor, startingFrom start: Tensor? = nil) -> Tensor {
    let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
    require(
        Swift.max(m, k, n) <= Int32.max,
        "matmul: expected axes of at most \(Int32.max), but got \(a.shape) · \(b.shape); the library counts in 32 bits"
    )
    if m == 0 || k == 0 || n == 0 { return (start ?? 0).broadcast(to: [m, n]).rowMajor() }
    let (a, b) = (readableFactor(a), readableFactor(b))
    return Tensor(filling: [m, n]) { c in
        if let start {
            for row in 0..<m { start.copyRow(to: c + row * n) }
        }
        a.storage.withUnsafeBufferPointer { aElements in
            b.storage.withUnsafeBufferPointer { bElements in
                multiply(
                    factor(a, aElements), factor(b, bElements), m: m, k: k, n: n, beta: start == nil ? 0 : 1,
                    into: c)
            }
        }
    }
}

/// The library reads matrices whose rows, or whose columns, lie without gaps. Others are copied first.
private func readableFactor(_ matrix: Tensor) -> Tensor {
    let isReadable = storesRows(matrix) || storesColumns(matrix)
    return isReadable && matrix.strides.allSatisfy { $0 <= Int32.max } ? matrix : matrix.rowMajorCopy()
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
