// The largest and the smallest of many numbers, and where they stand. NaN propagates, wherever it stands: a broken
// result must not look sound.
//
// As with the element-wise kernels, a reduction is a type and the loops are generic over it.

/// Which of two numbers is kept.
private protocol Extreme: Sendable {
    func callAsFunction(_ a: Scalar, _ b: Scalar) -> Scalar
}

private struct Maximum: Extreme {
    func callAsFunction(_ a: Scalar, _ b: Scalar) -> Scalar { a > b || a != a ? a : b }
}

private struct Minimum: Extreme {
    func callAsFunction(_ a: Scalar, _ b: Scalar) -> Scalar { a < b || a != a ? a : b }
}

/// The extreme of a row: of 32 interleaved columns first, in vector instructions, then of what those leave.
private func extreme(_ x: UnsafePointer<Scalar>, _ count: Int, _ extreme: some Extreme) -> Scalar {
    let lanes = 32
    var (result, i) = (x[0], 1)
    if count >= 2 * lanes {
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: lanes) { best in
            let y = best.baseAddress!
            y.initialize(from: x, count: lanes)
            i = lanes
            while i + lanes <= count {
                let next = x + i
                for j in 0..<lanes { y[j] = extreme(y[j], next[j]) }
                i += lanes
            }
            for j in 0..<lanes { result = extreme(result, y[j]) }
        }
    }
    while i < count {
        result = extreme(result, x[i])
        i += 1
    }
    return result
}

/// The extremes of rows of `width` numbers, column by column.
private func extremeOfRows(
    _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ width: Int, rows: Int, rowStride: Int,
    _ extreme: some Extreme
) {
    y.update(from: x, count: width)
    var row = 1
    // Four rows at a time, so that y is read and written a quarter as often.
    while row + 4 <= rows {
        let (a, b) = (x + row * rowStride, x + (row + 1) * rowStride)
        let (c, d) = (x + (row + 2) * rowStride, x + (row + 3) * rowStride)
        for j in 0..<width {
            y[j] = extreme(extreme(y[j], extreme(a[j], b[j])), extreme(c[j], d[j]))
        }
        row += 4
    }
    while row < rows {
        let a = x + row * rowStride
        for j in 0..<width { y[j] = extreme(y[j], a[j]) }
        row += 1
    }
}

/// The index of the largest of `count` numbers: of equals the first, of NaN the first of all.
func indexOfLargest(_ x: UnsafePointer<Scalar>, _ count: Int) -> Int {
    firstIndex(of: extreme(x, count, Maximum()), in: x, count)
}

/// The index of the smallest of `count` numbers: of equals the first, of NaN the first of all.
func indexOfSmallest(_ x: UnsafePointer<Scalar>, _ count: Int) -> Int {
    firstIndex(of: extreme(x, count, Minimum()), in: x, count)
}

private func firstIndex(of value: Scalar, in x: UnsafePointer<Scalar>, _ count: Int) -> Int {
    var i = 0
    while i < count - 1 && x[i] != value && !(x[i].isNaN && value.isNaN) { i += 1 }
    return i
}

extension Tensor {
    func max(alongAxis axis: Int) -> Tensor { extremes(alongAxis: axis, Maximum()) }
    func min(alongAxis axis: Int) -> Tensor { extremes(alongAxis: axis, Minimum()) }

    private func extremes(alongAxis axis: Int, _ kind: some Extreme) -> Tensor {
        reduce(
            axis: axis,
            row: { x, count in extreme(x, count, kind) },
            rows: { x, y, width, rows, rowStride in
                extremeOfRows(x, y, width, rows: rows, rowStride: rowStride, kind)
            })
    }
}
