import CSupport

/// A matrix laid out for many products with few rows each: the weights of a recurrent layer, which every time step uses
/// again.
///
/// A general library copies a factor into an order of its own before each product. With 16 rows against 256 × 1,024
/// weights that copy costs about as much as the product. Here it is made once for all steps: columns in panels of 16,
/// each panel row by row, so that a product reads the weights in one straight line.
struct PackedMatrix: Sendable {
    let rows: Int
    let columns: Int
    /// The panels, which begin at `start`.
    private let storage: [Scalar]
    private let start: Int

    /// Sixteen neighbouring columns: one or two vector registers.
    private typealias Lanes = SIMD16<Scalar>
    private static let width = 16
    /// Rows of a panel that are used for all samples before the next ones: 16 KB, half of the fastest cache.
    private static let block = 256

    /// Shapes: matrix [K, M], a transposed view or not.
    init(_ matrix: Tensor) {
        let (k, m, width) = (matrix.shape[0], matrix.shape[1], PackedMatrix.width)
        let count = (m + width - 1) / width
        (rows, columns) = (k, m)
        let (rowStride, columnStride) = (matrix.strides[0], matrix.strides[1])
        (storage, start) = makeAligned(count * k * width) { target in
            matrix.storage.withUnsafeBufferPointer { elements in
                let source = elements.baseAddress! + matrix.offset
                parallel(count, grain: max(1, 32_768 / (k * width))) { range in
                    for panel in range {
                        PackedMatrix.pack(
                            source + panel * width * columnStride, rowStride, columnStride, rows: k,
                            used: min(width, m - panel * width), to: target + panel * k * width)
                    }
                }
            }
        }
    }

    /// Fills one panel. Sixteen rows at a time, so that columns that lie far apart are read in whole cache lines
    /// (packing a transposed matrix: 256 × 1,024 weights on one core: 0.22 against 0.10 ms).
    private static func pack(
        _ source: UnsafePointer<Scalar>, _ rowStride: Int, _ columnStride: Int, rows: Int, used: Int,
        to target: UnsafeMutablePointer<Scalar>
    ) {
        // Columns beyond the last are zeros: they add nothing.
        if used < width { target.update(repeating: 0, count: rows * width) }
        for start in stride(from: 0, to: rows, by: 16) {
            let end = min(start + 16, rows)
            if columnStride == 1 {
                for row in start..<end {
                    let (from, to) = (source + row * rowStride, target + row * width)
                    if used == width { store(load(from), to) } else { to.update(from: from, count: used) }
                }
            } else {
                for column in 0..<used {
                    let from = source + column * columnStride
                    for row in start..<end { target[row &* width &+ column] = from[row &* rowStride] }
                }
            }
        }
    }

    /// Adds the product x·matrix to y.
    ///
    /// Shapes: x [S, K] with `step` numbers from row to row, y [S, M] without gaps; S = `samples`.
    func addProduct(
        _ x: UnsafePointer<Scalar>, step: Int, samples: Int, to y: UnsafeMutablePointer<Scalar>
    ) {
        let (k, m, width) = (rows, columns, PackedMatrix.width)
        storage.withUnsafeBufferPointer { storage in
            let panels = storage.baseAddress! + self.start
            // Samples that are taken eight at a time, where the registers are wide enough.
            let eights = nabla_register_bits == 512 ? samples / 8 * 8 : 0
            for start in stride(from: 0, to: k, by: PackedMatrix.block) {
                let depth = min(PackedMatrix.block, k - start)
                for column in stride(from: 0, through: eights > 0 ? m - width : -1, by: 2 * width) {
                    let panel = panels + column * k + start * width
                    let next = column + 2 * width <= m ? panel + k * width : nil
                    for sample in stride(from: 0, to: eights, by: 8) {
                        PackedMatrix.addEight(
                            x + sample * step + start, step: step, panel, next: next, depth,
                            to: y + sample * m + column, step: m)
                    }
                }
                for column in stride(from: 0, to: m, by: width) {
                    let panel = panels + column * k + start * width
                    let isNarrow = column + width > m
                    var sample = isNarrow ? 0 : eights
                    while sample < samples {
                        let (source, target) = (x + sample * step + start, y + sample * m + column)
                        // 8 samples run as 4 + 4; 6 + 1 + 1 is slower.
                        if isNarrow {
                            PackedMatrix.addNarrow(source, panel, depth, to: target, columns: m - column)
                            sample += 1
                        } else if samples - sample >= 6 && samples - sample != 8 {
                            PackedMatrix.addSix(source, step: step, panel, depth, to: target, step: m)
                            sample += 6
                        } else if samples - sample >= 4 {
                            PackedMatrix.addFour(source, step: step, panel, depth, to: target, step: m)
                            sample += 4
                        } else {
                            PackedMatrix.addOne(source, panel, depth, to: target)
                            sample += 1
                        }
                    }
                }
            }
        }
    }

    // Six samples by sixteen columns are twelve sums of eight: as many as stay in the registers of a processor that has
    // sixteen, beside the weights and the number they are multiplied by. Each weight is read once for six samples.

    private static func addSix(
        _ x: UnsafePointer<Scalar>, step s: Int, _ panel: UnsafePointer<Scalar>, _ depth: Int,
        to y: UnsafeMutablePointer<Scalar>, step m: Int
    ) {
        let (x1, x2, x3, x4, x5) = (x + s, x + 2 * s, x + 3 * s, x + 4 * s, x + 5 * s)
        let (y1, y2, y3, y4, y5) = (y + m, y + 2 * m, y + 3 * m, y + 4 * m, y + 5 * m)
        var (a, b, c) = (load(y), load(y1), load(y2))
        var (d, e, f) = (load(y3), load(y4), load(y5))
        for i in 0..<depth {
            let w = load(panel + 16 * i)
            a = a.addingProduct(w, Lanes(repeating: x[i]))
            b = b.addingProduct(w, Lanes(repeating: x1[i]))
            c = c.addingProduct(w, Lanes(repeating: x2[i]))
            d = d.addingProduct(w, Lanes(repeating: x3[i]))
            e = e.addingProduct(w, Lanes(repeating: x4[i]))
            f = f.addingProduct(w, Lanes(repeating: x5[i]))
        }
        store(a, y)
        store(b, y1)
        store(c, y2)
        store(d, y3)
        store(e, y4)
        store(f, y5)
    }

    /// Eight samples by sixteen columns, or by thirty-two: for a processor with registers of 512 bits, of which it has 32.
    /// Two panels at once make sixteen sums, and each number of x is fetched once for two products; with one panel the
    /// processor fetches more than it multiplies.
    private static func addEight(
        _ x: UnsafePointer<Scalar>, step s: Int, _ panel: UnsafePointer<Scalar>, next: UnsafePointer<Scalar>?,
        _ depth: Int, to y: UnsafeMutablePointer<Scalar>, step m: Int
    ) {
        var left = EightSums(y, step: m)
        if let next {
            var right = EightSums(y + width, step: m)
            for i in 0..<depth {
                let numbers = EightNumbers(x + i, step: s)
                left.add(load(panel + 16 * i), numbers)
                right.add(load(next + 16 * i), numbers)
            }
            right.store(y + width, step: m)
        } else {
            for i in 0..<depth { left.add(load(panel + 16 * i), EightNumbers(x + i, step: s)) }
        }
        left.store(y, step: m)
    }

    /// A column of x for eight samples.
    private struct EightNumbers {
        let a, b, c, d, e, f, g, h: Lanes

        @inline(__always)
        init(_ x: UnsafePointer<Scalar>, step s: Int) {
            (a, b) = (Lanes(repeating: x[0]), Lanes(repeating: x[s]))
            (c, d) = (Lanes(repeating: x[2 &* s]), Lanes(repeating: x[3 &* s]))
            (e, f) = (Lanes(repeating: x[4 &* s]), Lanes(repeating: x[5 &* s]))
            (g, h) = (Lanes(repeating: x[6 &* s]), Lanes(repeating: x[7 &* s]))
        }
    }

    /// Sums of eight samples by sixteen columns: eight registers.
    private struct EightSums {
        var a, b, c, d, e, f, g, h: Lanes

        @inline(__always)
        init(_ y: UnsafePointer<Scalar>, step m: Int) {
            (a, b, c, d) = (load(y), load(y + m), load(y + 2 * m), load(y + 3 * m))
            (e, f, g, h) = (load(y + 4 * m), load(y + 5 * m), load(y + 6 * m), load(y + 7 * m))
        }

        @inline(__always)
        mutating func add(_ w: Lanes, _ x: EightNumbers) {
            a = a.addingProduct(w, x.a)
            b = b.addingProduct(w, x.b)
            c = c.addingProduct(w, x.c)
            d = d.addingProduct(w, x.d)
            e = e.addingProduct(w, x.e)
            f = f.addingProduct(w, x.f)
            g = g.addingProduct(w, x.g)
            h = h.addingProduct(w, x.h)
        }

        @inline(__always)
        func store(_ y: UnsafeMutablePointer<Scalar>, step m: Int) {
            PackedMatrix.store(a, y)
            PackedMatrix.store(b, y + m)
            PackedMatrix.store(c, y + 2 * m)
            PackedMatrix.store(d, y + 3 * m)
            PackedMatrix.store(e, y + 4 * m)
            PackedMatrix.store(f, y + 5 * m)
            PackedMatrix.store(g, y + 6 * m)
            PackedMatrix.store(h, y + 7 * m)
        }
    }

    private static func addFour(
        _ x: UnsafePointer<Scalar>, step s: Int, _ panel: UnsafePointer<Scalar>, _ depth: Int,
        to y: UnsafeMutablePointer<Scalar>, step m: Int
    ) {
        let (x1, x2, x3) = (x + s, x + 2 * s, x + 3 * s)
        let (y1, y2, y3) = (y + m, y + 2 * m, y + 3 * m)
        var (a, b, c, d) = (load(y), load(y1), load(y2), load(y3))
        for i in 0..<depth {
            let w = load(panel + 16 * i)
            a = a.addingProduct(w, Lanes(repeating: x[i]))
            b = b.addingProduct(w, Lanes(repeating: x1[i]))
            c = c.addingProduct(w, Lanes(repeating: x2[i]))
            d = d.addingProduct(w, Lanes(repeating: x3[i]))
        }
        store(a, y)
        store(b, y1)
        store(c, y2)
        store(d, y3)
    }

    /// One sample: four sums that do not wait for each other, since an addition takes four times as long as the time
    /// until the next may begin.
    private static func addOne(
        _ x: UnsafePointer<Scalar>, _ panel: UnsafePointer<Scalar>, _ depth: Int,
        to y: UnsafeMutablePointer<Scalar>
    ) {
        var (a, b, c, d) = (load(y), Lanes(), Lanes(), Lanes())
        var i = 0
        while i + 4 <= depth {
            let w = panel + 16 * i
            a = a.addingProduct(load(w), Lanes(repeating: x[i]))
            b = b.addingProduct(load(w + 16), Lanes(repeating: x[i + 1]))
            c = c.addingProduct(load(w + 32), Lanes(repeating: x[i + 2]))
            d = d.addingProduct(load(w + 48), Lanes(repeating: x[i + 3]))
            i += 4
        }
        while i < depth {
            a = a.addingProduct(load(panel + 16 * i), Lanes(repeating: x[i]))
            i += 1
        }
        store((a + b) + (c + d), y)
    }

    /// The last panel, when it is not full.
    private static func addNarrow(
        _ x: UnsafePointer<Scalar>, _ panel: UnsafePointer<Scalar>, _ depth: Int,
        to y: UnsafeMutablePointer<Scalar>,
        columns: Int
    ) {
        var a = Lanes()
        for i in 0..<depth { a = a.addingProduct(load(panel + 16 * i), Lanes(repeating: x[i])) }
        for column in 0..<columns { y[column] += a[column] }
    }

    @inline(__always)
    private static func load(_ place: UnsafePointer<Scalar>) -> Lanes {
        UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
    }

    @inline(__always)
    private static func store(_ lanes: Lanes, _ place: UnsafeMutablePointer<Scalar>) {
        UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: Lanes.self)
    }
}
