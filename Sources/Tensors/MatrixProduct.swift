/// Matrix product, c[i, j] = Σₖ a[i, k]·b[k, j]: every row of `a` with every column of `b`.
///
/// Shapes: a [M, K], b [K, N] → [M, N]. With vectors: [K]·[K, N] → [N] and [M, K]·[K] → [M].
/// Leading axes count matrices, each multiplied by its partner: [A, M, K]·[A, K, N] → [A, M, N]. They are broadcast, so
/// that [A, M, K]·[K, N] multiplies A matrices by one.
///
/// Transposed, sliced and broadcast factors are read where they lie, as long as their rows or their columns have no gaps:
/// nothing is copied. Denormal numbers (below 1.2·10⁻³⁸) count as zero.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
    if let problem = ShapeError.matmul(a.shape, b.shape) { fail(problem) }
    if b.rank > 2 { return matrixProducts(a, b) }
    let inner = a.shape[a.rank - 1]
    if a.rank > 2 && b.rank == 2 && !a.isRowMajor { return matrixProducts(a, b) }
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
    requireCountable(a, b)
    if m == 0 || k == 0 || n == 0 { return (start ?? 0).broadcast(to: [m, n]).rowMajor() }
    let (a, b) = (readableFactor(a), readableFactor(b))
    return Tensor(filling: [m, n]) { c in
        if let start {
            start.withElements { start in
                for row in 0..<m { (c + row * n).update(from: start, count: n) }
            }
        }
        a.storage.withUnsafeBufferPointer { aElements in
            b.storage.withUnsafeBufferPointer { bElements in
                multiply(
                    factor(a, aElements), factor(b, bElements), m: m, k: k, n: n, adding: start != nil,
                    into: c)
            }
        }
    }
}

/// A product for each place along the leading axes.
///
/// Shapes: a [A, …, M, K], b [A, …, K, N], leading axes broadcast → [A, …, M, N].
private func matrixProducts(_ a: Tensor, _ b: Tensor) -> Tensor {
    let (m, k, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1], b.shape[b.rank - 1])
    requireCountable(a, b)
    let leading = broadcastShape(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))!
    let shape = leading + [m, n]
    if k == 0 || elementCount(of: shape) == 0 { return Tensor(zeros: shape) }
    let (left, right) = (readableFactor(a), readableFactor(b))
    let (leftStarts, rightStarts) = (left.starts(along: leading), right.starts(along: leading))
    return Tensor(filling: shape) { c in
        left.storage.withUnsafeBufferPointer { aElements in
            right.storage.withUnsafeBufferPointer { bElements in
                let (a, b) = (factor(left, aElements), factor(right, bElements))
                multiply(a, b, at: zip(leftStarts, rightStarts).map { ($0, $1) }, m: m, k: k, n: n, into: c)
            }
        }
    }
}

extension Tensor {
    /// How far from the first element each matrix of the last two axes begins, when the other axes are broadcast to this
    /// shape, in row-major order. (The strides within a matrix stay: of a broadcast one they would be 0.)
    fileprivate func starts(along leading: [Int]) -> [Int] {
        var starts = [0]
        for axis in leading.indices {
            let own = axis - leading.count + rank - 2
            let stride = own < 0 || shape[own] == 1 ? 0 : strides[own]
            starts = starts.flatMap { start in (0..<leading[axis]).map { start + $0 * stride } }
        }
        return starts
    }
}

private func requireCountable(_ a: Tensor, _ b: Tensor) {
    require(
        (a.shape.suffix(2) + b.shape.suffix(2)).allSatisfy { $0 <= Int32.max },
        "matmul: expected axes of at most \(Int32.max), but got \(a.shape) · \(b.shape); the library counts in 32 bits"
    )
}

/// The library reads matrices whose rows, or whose columns, lie without gaps. Others are copied first.
private func readableFactor(_ matrices: Tensor) -> Tensor {
    let isReadable = storesRows(matrices) || storesColumns(matrices)
    return isReadable && matrices.strides.suffix(2).allSatisfy { $0 <= Int32.max }
        ? matrices : matrices.rowMajorCopy()
}

private func storesRows(_ matrices: Tensor) -> Bool {
    let (row, column) = (matrices.rank - 2, matrices.rank - 1)
    return (matrices.strides[column] == 1 || matrices.shape[column] == 1)
        && matrices.strides[row] >= matrices.shape[column]
}

private func storesColumns(_ matrices: Tensor) -> Bool {
    let (row, column) = (matrices.rank - 2, matrices.rank - 1)
    return (matrices.strides[row] == 1 || matrices.shape[row] == 1)
        && matrices.strides[column] >= matrices.shape[row]
}

/// The first of these matrices; the others lie as it does.
private func factor(_ matrices: Tensor, _ elements: UnsafeBufferPointer<Scalar>) -> StridedMatrix {
    let (row, column) = (matrices.rank - 2, matrices.rank - 1)
    // Where there is a single row or column, its stride says nothing.
    let lie = storesRows(matrices) ? (matrices.strides[row], 1) : (1, matrices.strides[column])
    return StridedMatrix(
        pointer: elements.baseAddress! + matrices.offset, rowStep: lie.0, columnStep: lie.1)
}
