// Sums and extremes along an axis. As with the element-wise kernels, a reduction is a type and the loops are generic
// over it.

/// How elements are combined: pairwise, and a whole row at once.
private protocol Reduction: Sendable {
    func callAsFunction<Number: BinaryFloatingPoint>(_ a: Number, _ b: Number) -> Number
    func row(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar
}

private struct Sum: Reduction {
    func callAsFunction<Number: BinaryFloatingPoint>(_ a: Number, _ b: Number) -> Number { a + b }

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
    /// A number that is not one (NaN) wins, wherever it stands: a broken result must not look sound.
    func callAsFunction<Number: BinaryFloatingPoint>(_ a: Number, _ b: Number) -> Number {
        a > b || a != a ? a : b
    }

    func row(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar { extreme(x, count, self) }
}

private struct Smallest: Reduction {
    func callAsFunction<Number: BinaryFloatingPoint>(_ a: Number, _ b: Number) -> Number {
        a < b || a != a ? a : b
    }

    func row(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar { extreme(x, count, self) }
}

/// The extreme of a row: of 32 interleaved columns first, in vector instructions, then of what those leave.
private func extreme(_ x: UnsafePointer<Scalar>, _ count: Int, _ reduction: some Reduction) -> Scalar {
    let lanes = 32
    guard count >= 2 * lanes else { return (1..<count).reduce(x[0]) { reduction($0, x[$1]) } }
    return withUnsafeTemporaryAllocation(of: Scalar.self, capacity: lanes) { best in
        let y = best.baseAddress!
        y.initialize(from: x, count: lanes)
        var i = lanes
        while i + lanes <= count {
            let next = x + i
            for j in 0..<lanes { y[j] = reduction(y[j], next[j]) }
            i += lanes
        }
        var result = (1..<lanes).reduce(y[0]) { reduction($0, y[$1]) }
        while i < count {
            result = reduction(result, x[i])
            i += 1
        }
        return result
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
                // Each core takes some of the blocks or, where there are too few, some of the columns.
                let columns =
                    outer >= LinearAlgebraLibrary.threads
                    ? inner
                    : max(64, (inner + LinearAlgebraLibrary.threads - 1) / LinearAlgebraLibrary.threads)
                let parts = (inner + columns - 1) / columns
                parallel(outer * parts, grain: max(1, 65_536 / (length * columns))) { range in
                    for part in range {
                        let (block, first) = (part / parts, part % parts * columns)
                        combineRows(
                            x + block * length * inner + first, y + block * inner + first,
                            min(columns, inner - first), reduction, rows: length, rowStride: inner)
                    }
                }
            }
        }
    }
    return Tensor(storage: storage, shape: shape)
}

/// Combines rows of `width` numbers into one, in blocks of 256 rows, and the blocks in 64 bits: a 32-bit sum of 60,000
/// images would be wrong in the fourth digit.
private func combineRows(
    _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ width: Int, _ reduction: some Reduction,
    rows: Int, rowStride: Int
) {
    let severalBlocks = rows > 256
    var total = [Double](repeating: 0, count: severalBlocks ? width : 0)
    for start in stride(from: 0, to: rows, by: 256) {
        let first = x + start * rowStride
        for j in 0..<width { y[j] = first[j] }
        let end = min(start + 256, rows)
        var row = start + 1
        // Four rows at a time, so that y is read and written a quarter as often.
        while row + 4 <= end {
            let (a, b) = (x + row * rowStride, x + (row + 1) * rowStride)
            let (c, d) = (x + (row + 2) * rowStride, x + (row + 3) * rowStride)
            for j in 0..<width {
                y[j] = reduction(reduction(y[j], reduction(a[j], b[j])), reduction(c[j], d[j]))
            }
            row += 4
        }
        while row < end {
            let a = x + row * rowStride
            for j in 0..<width { y[j] = reduction(y[j], a[j]) }
            row += 1
        }
        if !severalBlocks { return }
        for j in 0..<width { total[j] = start == 0 ? Double(y[j]) : reduction(total[j], Double(y[j])) }
    }
    for j in 0..<width { y[j] = Scalar(total[j]) }
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
