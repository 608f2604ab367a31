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

/// The extreme of a row.
private func extreme(_ x: UnsafePointer<Scalar>, _ count: Int, _ extreme: some Extreme) -> Scalar {
    if count >= 64 { return extremeOfColumns(x, count, columns: 32, extreme) }
    if count >= 16 { return extremeOfColumns(x, count, columns: 16, extreme) }
    var result = x[0]
    for i in 1..<count { result = extreme(result, x[i]) }
    return result
}

/// The extreme of a row that is read in lines of so many columns, the last of them perhaps in part twice: of each column
/// first, in vector instructions, then of the halves of what those leave.
@inline(__always)
private func extremeOfColumns(
    _ x: UnsafePointer<Scalar>, _ count: Int, columns: Int, _ extreme: some Extreme
) -> Scalar {
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: columns) { best in
        let y = best.baseAddress!
        y.initialize(from: x, count: columns)
        for start in stride(from: columns, to: count, by: columns) {
            let next = x + min(start, count - columns)
            for j in 0..<columns { y[j] = extreme(y[j], next[j]) }
        }
        var half = columns / 2
        while half > 0 {
            for j in 0..<half { y[j] = extreme(y[j], y[j + half]) }
            half /= 2
        }
        return y[0]
    }
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

/// The largest of `count` numbers; NaN if one of them is.
func largest(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar { extreme(x, count, Maximum()) }

/// The index of the largest of `count` numbers: of equals the first, of NaN the first of all.
func indexOfLargest(_ x: UnsafePointer<Scalar>, _ count: Int) -> Int {
    firstIndex(of: largest(x, count), in: x, count)
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
