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
        // Sixteen columns at once: their sums stay in registers.
        let done = width - width % 16
        for j in stride(from: 0, to: done, by: 16) {
            var total = SIMD16<Scalar>()
            for element in elements {
                let place = UnsafeRawPointer(b + columns[element] * width + j)
                total.addProduct(place.loadUnaligned(as: SIMD16<Scalar>.self), SIMD16(repeating: values[element]))
            }
            UnsafeMutableRawPointer(target + j).storeBytes(of: total, as: SIMD16<Scalar>.self)
        }
        if done == width { return }
        (target + done).update(repeating: 0, count: width - done)
        for element in elements {
            let (value, source) = (values[element], b + columns[element] * width)
            for j in done..<width { target[j].addProduct(value, source[j]) }
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
