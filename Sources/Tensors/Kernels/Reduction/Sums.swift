// Sums of many numbers. Every one of them is added up in 64 bits and rounded once: a 32-bit total of a million terms is
// too large to notice the next one. It costs a quarter more where the numbers lie in the cache, and nothing where they
// come from memory.

/// Σ xᵢ
func sum(_ x: UnsafePointer<Scalar>, _ count: Int) -> Double {
    var (a, b) = (SIMD8<Double>(), SIMD8<Double>())
    var i = 0
    while i + 16 <= count {
        a += eight(x + i)
        b += eight(x + i + 8)
        i += 16
    }
    var total = (a + b).sum()
    while i < count {
        total += Double(x[i])
        i += 1
    }
    return total
}

/// Σ xᵢ·yᵢ
func sumOfProducts(_ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ count: Int) -> Double {
    var (a, b) = (SIMD8<Double>(), SIMD8<Double>())
    var i = 0
    while i + 16 <= count {
        a.addProduct(eight(x + i), eight(y + i))
        b.addProduct(eight(x + i + 8), eight(y + i + 8))
        i += 16
    }
    var total = (a + b).sum()
    while i < count {
        total += Double(x[i]) * Double(y[i])
        i += 1
    }
    return total
}

/// Σ yᵢ and Σ (xᵢ − center)·yᵢ
func sums(
    of y: UnsafePointer<Scalar>, along x: UnsafePointer<Scalar>, _ count: Int, around center: Double
) -> (total: Double, along: Double) {
    var (a, b, c, d) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
    let middle = SIMD8<Double>(repeating: center)
    var i = 0
    while i + 16 <= count {
        let (p, q) = (eight(y + i), eight(y + i + 8))
        a += p
        b += q
        c.addProduct(eight(x + i) - middle, p)
        d.addProduct(eight(x + i + 8) - middle, q)
        i += 16
    }
    var (total, along) = ((a + b).sum(), (c + d).sum())
    while i < count {
        total += Double(y[i])
        along += (Double(x[i]) - center) * Double(y[i])
        i += 1
    }
    return (total, along)
}

/// Σ (factor·(xᵢ − center))²
func sumOfSquares(_ x: UnsafePointer<Scalar>, _ count: Int, around center: Double, times factor: Double)
    -> Double
{
    var (a, b) = (SIMD8<Double>(), SIMD8<Double>())
    let (middle, scale) = (SIMD8<Double>(repeating: center), SIMD8<Double>(repeating: factor))
    var i = 0
    while i + 16 <= count {
        let (p, q) = ((eight(x + i) - middle) * scale, (eight(x + i + 8) - middle) * scale)
        a.addProduct(p, p)
        b.addProduct(q, q)
        i += 16
    }
    var total = (a + b).sum()
    while i < count {
        let p = (Double(x[i]) - center) * factor
        total += p * p
        i += 1
    }
    return total
}

@inline(__always)
private func eight(_ x: UnsafePointer<Scalar>) -> SIMD8<Double> {
    SIMD8<Double>(UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Scalar>.self))
}

/// Adds up rows of `width` numbers, column by column, and divides. Of long rows a piece at a time, whose totals stay in
/// the fastest cache.
private func sumOfRows(
    _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ width: Int, rows: Int, rowStride: Int,
    divisor: Double
) {
    for start in stride(from: 0, to: width, by: 512) {
        sumOfPieces(
            x + start, y + start, min(512, width - start), rows: rows, rowStride: rowStride, divisor: divisor)
    }
}

private func sumOfPieces(
    _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ width: Int, rows: Int, rowStride: Int,
    divisor: Double
) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { total in
        let total = total.baseAddress!
        total.initialize(repeating: 0, count: width)
        var row = 0
        // Four rows at a time, so that the totals are read and written a quarter as often.
        while row + 4 <= rows {
            let (a, b) = (x + row * rowStride, x + (row + 1) * rowStride)
            let (c, d) = (x + (row + 2) * rowStride, x + (row + 3) * rowStride)
            for j in 0..<width {
                total[j] += (Double(a[j]) + Double(b[j])) + (Double(c[j]) + Double(d[j]))
            }
            row += 4
        }
        while row < rows {
            let a = x + row * rowStride
            for j in 0..<width { total[j] += Double(a[j]) }
            row += 1
        }
        for j in 0..<width { y[j] = Scalar(total[j] / divisor) }
    }
}

extension Tensor {
    /// The sum along one axis, divided by a number: its length for a mean, or 1.
    func sum(alongAxis axis: Int, dividedBy divisor: Double = 1) -> Tensor {
        if shape[axis] == 0 {
            return Tensor(zeros: shape.enumerated().filter { $0.offset != axis }.map(\.element))
        }
        return reduce(
            axis: axis,
            row: { x, count in Scalar(Tensors.sum(x, count) / divisor) },
            rows: { x, y, width, rows, rowStride in
                sumOfRows(x, y, width, rows: rows, rowStride: rowStride, divisor: divisor)
            })
    }

    /// Σ xᵢ over all elements.
    var total: Double {
        var total = 0.0
        withElements { total = Tensors.sum($0, size) }
        return total
    }

    /// Σ (factor·(xᵢ − center))² over all elements.
    func totalOfSquares(around center: Double = 0, times factor: Double = 1) -> Double {
        var total = 0.0
        withElements { total = sumOfSquares($0, size, around: center, times: factor) }
        return total
    }
}
