/// Product of a sparse matrix and a dense one, c[i, j] = Σₖ a[i, k]·b[k, j] over the stored elements of row i.
///
/// With the adjacency matrix of a graph, row i of the result is the sum of the rows of i's neighbours.
///
/// Shapes: a [M, K], b [K, N] → [M, N]. More axes of b are kept: [M, K]·[K, A, B] → [M, A, B]. Denormal numbers count as
/// zero.
public func matmul(_ a: SparseMatrix, _ b: Tensor) -> Tensor {
    require(
        b.rank >= 1 && b.shape[0] == a.shape[1],
        "matmul: expected as many rows on the right as the sparse matrix has columns, but got \(a.shape) · \(b.shape)"
            + (b.rank >= 1 && b.shape[0] == a.shape[0] ? "; did you mean a.transposed()?" : ""))
    let width = elementCount(of: Array(b.shape.dropFirst()))
    let work = a.count * width / max(a.shape[0], 1)
    return Tensor(filling: [a.shape[0]] + b.shape.dropFirst()) { c in
        b.withElements { b in
            a.columns.withUnsafeBufferPointer { columns in
                a.values.withUnsafeBufferPointer { values in
                    parallel(a.shape[0], grain: max(1, 32_768 / max(work, 1)), flushingDenormals: true) { rows in
                        for row in rows {
                            addRows(
                                a.rowStarts[row]..<a.rowStarts[row + 1], values, columns, b, width,
                                into: c + row * width)
                        }
                    }
                }
            }
        }
    }
}

/// Product of the transpose of a sparse matrix and a dense one, c = Aᵀ·b, without making the transpose: row i of b is added to
/// the rows of c that the elements of row i of A name. The same sums in the same order as with `a.transposed()`; where a
/// column of A is so long that its sum needs 64 bits, that is what is used.
///
/// Shapes: a [M, K], b [M, N] → [K, N]. More axes of b are kept. Denormal numbers count as zero.
public func matmul(transposed a: SparseMatrix, _ b: Tensor) -> Tensor {
    require(
        b.rank >= 1 && b.shape[0] == a.shape[0],
        "matmul: expected as many rows on the right as the sparse matrix has, but got the transpose of \(a.shape) · \(b.shape)"
    )
    let width = elementCount(of: Array(b.shape.dropFirst()))
    if b.size == 0 { return Tensor(zeros: [a.shape[1]] + b.shape.dropFirst()) }
    var lengths = [Int](repeating: 0, count: a.shape[1])
    for column in a.columns { lengths[column] += 1 }
    if lengths.contains(where: { $0 > longestPlainSum }) { return matmul(a.transposed(), b) }
    return Tensor(filling: [a.shape[1]] + b.shape.dropFirst()) { c in
        c.update(repeating: 0, count: a.shape[1] * width)
        b.withElements { b in
            a.columns.withUnsafeBufferPointer { columns in
                a.values.withUnsafeBufferPointer { values in
                    // Each core has columns of its own of b and c: two rows of A may name one row of c.
                    parallel(width, grain: max(1, 65_536 / max(a.count, 1)), flushingDenormals: true) { part in
                        for row in 0..<a.shape[0] {
                            let source = b + row * width
                            for element in a.rowStarts[row]..<a.rowStarts[row + 1] {
                                let (value, target) = (values[element], c + columns[element] * width)
                                for j in part { target[j] += value * source[j] }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many numbers are added up in 32 bits.
private let longestPlainSum = 1_000

/// One row of the product. The totals of a row with many elements are kept in 64 bits: 32 of them would be too large to
/// notice the next one.
@inline(__always)
private func addRows(
    _ elements: Range<Int>, _ values: UnsafeBufferPointer<Scalar>, _ columns: UnsafeBufferPointer<Int>,
    _ b: UnsafePointer<Scalar>, _ width: Int, into target: UnsafeMutablePointer<Scalar>
) {
    if elements.count <= longestPlainSum {
        target.update(repeating: 0, count: width)
        for element in elements {
            let (value, source) = (values[element], b + columns[element] * width)
            for j in 0..<width { target[j] += value * source[j] }
        }
        return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { totals in
        totals.initialize(repeating: 0)
        for element in elements {
            let (value, source) = (Double(values[element]), b + columns[element] * width)
            for j in 0..<width { totals[j] += value * Double(source[j]) }
        }
        for j in 0..<width { target[j] = Scalar(totals[j]) }
    }
}
