// Windows of one channel at a time, of which the largest number or the average is kept.

/// The sizes of a pooling: windows of `size` × `size`, `stride` apart, over planes with a border of `padding`.
struct PoolingGeometry {
    let (planes, height, width): (Int, Int, Int)
    let (size, stride, padding): (Int, Int, Int)

    var outputHeight: Int { (height + 2 * padding - size) / stride + 1 }
    var outputWidth: Int { (width + 2 * padding - size) / stride + 1 }
    var outputs: Int { outputHeight * outputWidth }
    /// So few planes that a second core does not pay.
    var grain: Int { max(1, 16_384 / max(1, outputs * size * size)) }

    /// The rows that a row of windows covers; likewise for columns.
    func covered(_ output: Int, of length: Int) -> Range<Int> {
        let start = output * stride - padding
        return max(start, 0)..<min(start + size, length)
    }
}

/// The largest number of each window and its index in the plane; of equals the first. NaN propagates, padding never does.
func maxPool(
    _ x: UnsafePointer<Scalar>, _ g: PoolingGeometry, into y: UnsafeMutablePointer<Scalar>,
    indices: UnsafeMutablePointer<Int32>
) {
    parallel(g.planes, grain: g.grain) { planes in
        for plane in planes {
            let x = x + plane * g.height * g.width
            let (y, indices) = (y + plane * g.outputs, indices + plane * g.outputs)
            if g.size == 2 && g.padding == 0 {
                maxPoolByFours(x, g, into: y, indices: indices)
                continue
            }
            forEachWindow(g) { window, rows, columns in
                var best = rows.lowerBound &* g.width &+ columns.lowerBound
                var top = x[best]
                for row in rows {
                    for place in (row &* g.width &+ columns.lowerBound)..<(row &* g.width &+ columns.upperBound) {
                        let value = x[place]
                        // Both comparisons, and no branch: which number wins cannot be foreseen.
                        let wins = (value > top ? 1 : 0) | (value != value ? 1 : 0) != 0
                        top = wins ? value : top
                        best = wins ? place : best
                    }
                }
                y[window] = top
                indices[window] = Int32(truncatingIfNeeded: best)
            }
        }
    }
}

/// The commonest case, 2×2 without padding, without a branch: which of four numbers wins cannot be foreseen. Windows side
/// by side are compared four at a time.
private func maxPoolByFours(
    _ x: UnsafePointer<Scalar>, _ g: PoolingGeometry, into y: UnsafeMutablePointer<Scalar>,
    indices: UnsafeMutablePointer<Int32>
) {
    let (columns, width) = (g.outputWidth, g.width)
    for i in 0..<g.outputHeight {
        let (y, indices, start) = (y + i * columns, indices + i * columns, i * g.stride * width)
        if g.stride == 2 && columns >= 4 {
            for next in stride(from: 0, to: columns, by: 4) {
                // The last four may overlap those before; what is written twice is the same.
                let j = min(next, columns - 4)
                let corner = start + 2 * j
                let (above, below) = (load(x + corner), load(x + corner + width))
                var (best, place) = (above.evenHalf, corners &+ Place(truncatingIfNeeded: corner))
                let first = place
                replace(&best, &place, where: above.oddHalf, at: first &+ 1)
                replace(&best, &place, where: below.evenHalf, at: first &+ Place(truncatingIfNeeded: width))
                replace(
                    &best, &place, where: below.oddHalf, at: first &+ Place(truncatingIfNeeded: width + 1))
                store(best, y + j)
                store(SIMD4<Int32>(truncatingIfNeeded: place), indices + j)
            }
            continue
        }
        for j in 0..<columns {
            let corner = start &+ j &* g.stride
            let above = larger(x, corner &+ 1, than: corner)
            let left = larger(x, corner &+ width, than: above)
            let best = larger(x, corner &+ width &+ 1, than: left)
            y[j] = x[best]
            indices[j] = Int32(truncatingIfNeeded: best)
        }
    }
}

/// A place in a plane, as wide as a number, so that a comparison of numbers can choose between places.
private typealias Place = Scalar.SIMDMaskScalar

/// Where four windows of width 2 begin, one beside the other.
private let corners = SIMD4<Place>(0, 2, 4, 6)

@inline(__always)
private func load(_ place: UnsafePointer<Scalar>) -> SIMD8<Scalar> {
    UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Scalar>.self)
}

@inline(__always)
private func store<Element>(_ four: SIMD4<Element>, _ place: UnsafeMutablePointer<Element>) {
    UnsafeMutableRawPointer(place).storeBytes(of: four, as: SIMD4<Element>.self)
}

/// Puts the larger of two numbers first, four times over; of equals the old one stays, and NaN always wins.
@inline(__always)
private func replace(
    _ best: inout SIMD4<Scalar>, _ place: inout SIMD4<Place>, where other: SIMD4<Scalar>,
    at otherPlace: SIMD4<Place>
) {
    let wins = (other .> best) .| (other .!= other)
    best.replace(with: other, where: wins)
    place.replace(with: otherPlace, where: wins)
}

/// The index of the larger of two numbers, of equals the old one.
@inline(__always)
private func larger(_ x: UnsafePointer<Scalar>, _ place: Int, than best: Int) -> Int {
    x[place] > x[best] || x[place] != x[place] ? place : best
}

/// Sends each gradient to the place that won; a place that won several windows collects from all.
func maxPoolBackward(
    _ dy: UnsafePointer<Scalar>, indices: UnsafePointer<Int32>, _ g: PoolingGeometry,
    into dx: UnsafeMutablePointer<Scalar>
) {
    parallel(g.planes, grain: g.grain) { planes in
        for plane in planes {
            let (dx, start) = (dx + plane * g.height * g.width, plane * g.outputs)
            dx.update(repeating: 0, count: g.height * g.width)
            for k in start..<(start + g.outputs) { dx[Int(indices[k])] += dy[k] }
        }
    }
}

/// Averages the numbers of each window; padding does not count.
func averagePool(_ x: UnsafePointer<Scalar>, _ g: PoolingGeometry, into y: UnsafeMutablePointer<Scalar>) {
    parallel(g.planes, grain: g.grain) { planes in
        for plane in planes {
            let (x, y) = (x + plane * g.height * g.width, y + plane * g.outputs)
            forEachWindow(g) { window, rows, columns in
                var sum = 0.0
                for row in rows { for column in columns { sum += Double(x[row * g.width + column]) } }
                y[window] = Scalar(sum / Double(rows.count * columns.count))
            }
        }
    }
}

/// Gives each number of a window an equal part of the window's gradient.
func averagePoolBackward(
    _ dy: UnsafePointer<Scalar>, _ g: PoolingGeometry, into dx: UnsafeMutablePointer<Scalar>
) {
    parallel(g.planes, grain: g.grain) { planes in
        for plane in planes {
            let (dx, dy) = (dx + plane * g.height * g.width, dy + plane * g.outputs)
            dx.update(repeating: 0, count: g.height * g.width)
            forEachWindow(g) { window, rows, columns in
                let part = dy[window] / Scalar(rows.count * columns.count)
                for row in rows { for column in columns { dx[row * g.width + column] += part } }
            }
        }
    }
}

@inline(__always)
private func forEachWindow(
    _ g: PoolingGeometry, _ body: (_ window: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Void
) {
    for i in 0..<g.outputHeight {
        for j in 0..<g.outputWidth {
            body(i * g.outputWidth + j, g.covered(i, of: g.height), g.covered(j, of: g.width))
        }
    }
}
