// Sums and extremes along an axis. As with the element-wise kernels, a reduction is a type and the loops are generic
// over it.

/// How elements are combined: pairwise, and a whole row at once.
private protocol Reduction: Sendable {
    func callAsFunction(_ a: Scalar, _ b: Scalar) -> Scalar
    func row(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar
}

private struct Sum: Reduction {
    func callAsFunction(_ a: Scalar, _ b: Scalar) -> Scalar { a + b }

    /// Adds up a row in blocks, and the sums of the blocks in 64 bits: among millions of terms a 32-bit total would
    /// be too large to notice the next one.
    func row(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
        var total = 0.0
        for start in stride(from: 0, to: count, by: 1024) {
            total += Double(block(x + start, min(1024, count - start)))
        }
        return Scalar(total)
    }

    /// Adds up 16 interleaved sums, which the compiler turns into vector additions.
    private func block(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
        var lanes = SIMD16<Scalar>()
        let whole = count / 16 * 16
        var i = 0
        while i < whole {
            lanes += UnsafeRawPointer(x + i).loadUnaligned(as: SIMD16<Scalar>.self)
            i += 16
        }
        var total = lanes.sum()
        while i < count {
            total += x[i]
            i += 1
        }
        return total
    }
}

private struct Largest: Reduction {
    func callAsFunction(_ a: Scalar, _ b: Scalar) -> Scalar { a > b ? a : b }
    func row(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
        (1..<count).reduce(x[0]) { self($0, x[$1]) }
    }
}

private struct Smallest: Reduction {
    func callAsFunction(_ a: Scalar, _ b: Scalar) -> Scalar { a < b ? a : b }
    func row(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
        (1..<count).reduce(x[0]) { self($0, x[$1]) }
    }
}

/// Reduces the middle axis of a tensor seen as [outer, length, inner].
private func reduce(_ x: Tensor, axis: Int, _ reduction: some Reduction) -> Tensor {
    let x = x.rowMajor()
    let outer = elementCount(of: Array(x.shape[..<axis]))
    let length = x.shape[axis]
    let inner = elementCount(of: Array(x.shape[(axis + 1)...]))
    var shape = x.shape
    shape.remove(at: axis)
    let storage = [Scalar](unsafeUninitializedCapacity: outer * inner) { result, count in
        count = outer * inner
        if count == 0 { return }
        let y = result.baseAddress!
        x.storage.withUnsafeBufferPointer { elements in
            let x = elements.baseAddress! + x.offset
            if inner == 1 {
                parallel(outer, grain: max(1, 32_768 / length)) { range in
                    for o in range { y[o] = reduction.row(x + o * length, length) }
                }
            } else {
                for o in 0..<outer {
                    let (x, y) = (x + o * length * inner, y + o * inner)
                    // Each core takes some of the columns; within them, whole rows are combined.
                    parallel(inner, grain: max(64, 65_536 / length)) { columns in
                        for j in columns { y[j] = x[j] }
                        for l in 1..<max(length, 1) {
                            let x = x + l * inner
                            for j in columns { y[j] = reduction(y[j], x[j]) }
                        }
                    }
                }
            }
        }
    }
    return Tensor(storage: storage, shape: shape)
}

extension Tensor {
    func sum(alongAxis axis: Int) -> Tensor {
        if shape[axis] == 0 {
            return Tensor(zeros: shape.enumerated().filter { $0.offset != axis }.map(\.element))
        }
        return reduce(self, axis: axis, Sum())
    }

    func max(alongAxis axis: Int) -> Tensor { reduce(self, axis: axis, Largest()) }
    func min(alongAxis axis: Int) -> Tensor { reduce(self, axis: axis, Smallest()) }

    /// The place of the first largest element in each row of a row-major [N, K] tensor.
    func firstMaxima(rows: Int, width: Int) -> [Int] {
        storage.withUnsafeBufferPointer { elements in
            (0..<rows).map { row in
                let start = offset + row * width
                var best = 0
                for i in 1..<width where elements[start + i] > elements[start + best] { best = i }
                return best
            }
        }
    }
}
