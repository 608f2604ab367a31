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

    /// The windows of a row whose tap `v` is no padding.
    func windows(with v: Int) -> Range<Int> {
        let first = max(0, (padding - v + stride - 1) / stride)
        let end = min(outputWidth, (width - 1 - v + padding) / stride + 1)
        return first..<max(first, end)
    }
}

/// Finds the largest number of each window and its place in the plane; of equals the first. Padding never wins.
///
/// Tap by tap instead of window by window: the loop over a row of windows neither branches nor stops.
func maxPool(
    _ x: UnsafePointer<Scalar>, _ g: PoolingGeometry, into y: UnsafeMutablePointer<Scalar>,
    winners: UnsafeMutablePointer<Int32>
) {
    parallel(g.planes, grain: g.grain) { planes in
        for plane in planes {
            let x = x + plane * g.height * g.width
            for i in 0..<g.outputHeight {
                let place = plane * g.outputs + i * g.outputWidth
                let (y, winners) = (y + place, winners + place)
                let rows = g.covered(i, of: g.height)
                for j in 0..<g.outputWidth {
                    let first = rows.lowerBound * g.width + max(0, j * g.stride - g.padding)
                    y[j] = x[first]
                    winners[j] = Int32(truncatingIfNeeded: first)
                }
                for row in rows {
                    for v in 0..<g.size {
                        let windows = g.windows(with: v)
                        let start = row * g.width + windows.lowerBound * g.stride + v - g.padding
                        let (y, winners) = (y + windows.lowerBound, winners + windows.lowerBound)
                        // A step that the compiler knows lets it compare eight windows at once.
                        switch g.stride {
                        case 1: keepLarger(x, start, step: 1, windows.count, y, winners)
                        case 2: keepLarger(x, start, step: 2, windows.count, y, winners)
                        default: keepLarger(x, start, step: g.stride, windows.count, y, winners)
                        }
                    }
                }
            }
        }
    }
}

/// Keeps a candidate for each of a row of windows where it is larger than what there is. NaN wins: it must not hide.
@inline(__always)
private func keepLarger(
    _ x: UnsafePointer<Scalar>, _ start: Int, step: Int, _ count: Int, _ y: UnsafeMutablePointer<Scalar>,
    _ winners: UnsafeMutablePointer<Int32>
) {
    for j in 0..<count {
        let place = start &+ j &* step
        let candidate = x[place]
        let wins = candidate > y[j] || candidate != candidate
        y[j] = wins ? candidate : y[j]
        winners[j] = wins ? Int32(truncatingIfNeeded: place) : winners[j]
    }
}

/// Sends each gradient to the place that won; a place that won several windows collects from all.
func maxPoolBackward(
    _ dy: UnsafePointer<Scalar>, winners: UnsafePointer<Int32>, _ g: PoolingGeometry,
    into dx: UnsafeMutablePointer<Scalar>
) {
    parallel(g.planes, grain: g.grain) { planes in
        for plane in planes {
            let (dx, start) = (dx + plane * g.height * g.width, plane * g.outputs)
            dx.update(repeating: 0, count: g.height * g.width)
            for k in start..<(start + g.outputs) { dx[Int(winners[k])] += dy[k] }
        }
    }
}

/// Averages the numbers of each window; padding does not count.
func averagePool(_ x: UnsafePointer<Scalar>, _ g: PoolingGeometry, into y: UnsafeMutablePointer<Scalar>) {
    parallel(g.planes, grain: g.grain) { planes in
        for plane in planes {
            let (x, y) = (x + plane * g.height * g.width, y + plane * g.outputs)
            forEachWindow(g) { window, rows, columns in
                var sum: Scalar = 0
                for row in rows { for column in columns { sum += x[row * g.width + column] } }
                y[window] = sum / Scalar(rows.count * columns.count)
            }
        }
    }
}

/// Sends each number of a window its share of the window's gradient.
func averagePoolBackward(
    _ dy: UnsafePointer<Scalar>, _ g: PoolingGeometry, into dx: UnsafeMutablePointer<Scalar>
) {
    parallel(g.planes, grain: g.grain) { planes in
        for plane in planes {
            let (dx, dy) = (dx + plane * g.height * g.width, dy + plane * g.outputs)
            dx.update(repeating: 0, count: g.height * g.width)
            forEachWindow(g) { window, rows, columns in
                let share = dy[window] / Scalar(rows.count * columns.count)
                for row in rows { for column in columns { dx[row * g.width + column] += share } }
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
