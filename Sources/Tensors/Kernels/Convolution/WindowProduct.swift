// The product inside every convolution: windows of an image, against weights.
//
// The matrix of all windows (im2col) has an entry for each window p and each tap k of the kernel, and that entry is
//
//     window(p)[k] = x[start[p] + tapOffset[k]]
//
// where `start` says where a window begins and `tapOffset` how far from there each tap of the kernel lies. So the matrix need not be
// made: two small tables stand for it. With the tables exchanged, the same loop multiplies its transpose.

import CSupport

/// The tile that is computed at once: 6 rows by 2 times 8 columns are 12 sums, which with two factors fill the 16
/// vector registers of a processor without spilling. Where registers are twice as wide (AVX-512), two panels that lie
/// side by side are worked on together, 6 rows by 2 times 16 columns; of a panel that is alone, 8 rows.
enum RegisterTile {
    static let rows = 6
    static let columns = 16
}

/// Where the rows, or the taps, of a product begin: `count` offsets, and as many repeats of the last as fill a tile.
struct Offsets: Sendable {
    let count: Int
    private let offsets: [Int]

    init(_ offsets: [Int]) {
        count = offsets.count
        let missing = Offsets.padded(count) - count
        self.offsets = offsets + [Int](repeating: offsets.last ?? 0, count: missing)
    }

    /// A number of rows, rounded up to whole tiles.
    static func padded(_ count: Int) -> Int {
        (count + RegisterTile.rows - 1) / RegisterTile.rows * RegisterTile.rows
    }

    /// The length of a column of results, with the repeats.
    var paddedCount: Int { offsets.count }

    func withOffsets<Result>(_ body: (UnsafePointer<Int>) -> Result) -> Result {
        offsets.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
}

/// For each tile of windows, the taps that can be anything but zero: windows that lie partly over a border of zeros need
/// only some.
typealias TapRanges = [Range<Int>]

/// The number of panels, each of 16 columns, that hold so many columns.
func panelCount(_ columns: Int) -> Int {
    (columns + RegisterTile.columns - 1) / RegisterTile.columns
}

/// Writes to `result`, or adds to it, the product of windows with weights; with `tapRanges`, summed over fewer taps where
/// the rest are zeros.
///
/// Of a last panel with no more than 8 columns only the left half is worked on: a layer of few kernels would
/// otherwise spend half of its time on columns that nobody asked for.
///
/// Shapes: rows [R], taps [K], panels [panels, K, 16], result [panels, padded R, 16].
func windowProducts(
    _ x: UnsafePointer<Scalar>, rows: Offsets, taps: Offsets, tapRanges: TapRanges? = nil,
    panels: UnsafePointer<Scalar>, columns: Int, adding: Bool, into result: UnsafeMutablePointer<Scalar>
) {
    (tapRanges ?? []).withUnsafeBufferPointer { ranges in
        rows.withOffsets { start in
            taps.withOffsets { tapOffset in
                let (panelSize, columnSize) = (
                    taps.count * RegisterTile.columns, rows.paddedCount * RegisterTile.columns
                )
                var panel = 0
                while panel < panelCount(columns) {
                    let (weights, column) = (panels + panel * panelSize, result + panel * columnSize)
                    let isNarrow = columns - panel * RegisterTile.columns <= RegisterTile.columns / 2
                    let isWide = nabla_register_bits == 512
                    let isPair = isWide && panel + 1 < panelCount(columns)
                    // Rows whose columns fill one register are taken eight at a time: four tiles are three times eight.
                    let tall = isNarrow || isWide && !isPair ? rows.paddedCount / 24 * 24 : 0
                    var row = 0
                    while row < rows.paddedCount {
                        let height = row < tall ? 8 : RegisterTile.rows
                        let range = ranges.isEmpty ? 0..<taps.count : union(ranges, ofRows: row..<row + height)
                        let (tapOffset, panel) = (
                            tapOffset + range.lowerBound, weights + range.lowerBound * RegisterTile.columns
                        )
                        let (start, tile) = (start + row, column + row * RegisterTile.columns)
                        row += height
                        if height == 8 && isNarrow {
                            addTallWindowProduct(
                                x, start: start, tapOffset: tapOffset, taps: range.count, panel: panel, adding: adding,
                                to: tile, lanes: SIMD8<Scalar>.self)
                        } else if height == 8 {
                            addTallWindowProduct(
                                x, start: start, tapOffset: tapOffset, taps: range.count, panel: panel, adding: adding,
                                to: tile, lanes: SIMD16<Scalar>.self)
                        } else if isNarrow {
                            addNarrowWindowProduct(
                                x, start: start, tapOffset: tapOffset, taps: range.count, panel: panel,
                                adding: adding, to: tile)
                        } else if isPair {
                            addWindowProduct(
                                x, start: start, tapOffset: tapOffset, taps: range.count, panel,
                                panel + panelSize, adding: adding, to: tile, tile + columnSize,
                                lanes: SIMD16<Scalar>.self)
                        } else {
                            addWindowProduct(
                                x, start: start, tapOffset: tapOffset, taps: range.count, panel, panel + 8,
                                adding: adding, to: tile, tile + 8, lanes: SIMD8<Scalar>.self)
                        }
                    }
                    panel += isPair ? 2 : 1
                }
            }
        }
    }
}

/// The taps that any of these rows needs.
private func union(_ ranges: UnsafeBufferPointer<Range<Int>>, ofRows rows: Range<Int>) -> Range<Int> {
    let (first, last) = (rows.lowerBound / RegisterTile.rows, (rows.upperBound - 1) / RegisterTile.rows)
    var (start, end) = (ranges[first].lowerBound, ranges[first].upperBound)
    for tile in first..<last {
        (start, end) = (min(start, ranges[tile + 1].lowerBound), max(end, ranges[tile + 1].upperBound))
    }
    return start..<end
}

/// The products of six windows with weights, summed over the taps, added to what a tile held or to zeros:
///
///     tile[i, j] += Σₖ x[start[i] + tapOffset[k]] · panel[k, j]
///
/// The columns come in two groups, `left` and `right`: the halves of a panel, or two panels.
///
/// Shapes: start [6], tapOffset [K], panel [K, 16], tile [6, 16].
@inline(__always)
private func addWindowProduct<Lanes: SIMD>(
    _ x: UnsafePointer<Scalar>, start: UnsafePointer<Int>, tapOffset: UnsafePointer<Int>, taps: Int,
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>, adding: Bool,
    to leftTile: UnsafeMutablePointer<Scalar>, _ rightTile: UnsafeMutablePointer<Scalar>, lanes: Lanes.Type
) where Lanes.Scalar == Scalar {
    let (x0, x1, x2) = (x + start[0], x + start[1], x + start[2])
    let (x3, x4, x5) = (x + start[3], x + start[4], x + start[5])
    let width = RegisterTile.columns
    var (a0, a1, a2, a3, a4, a5): SixRows<Lanes> = load(leftTile, adding)
    var (b0, b1, b2, b3, b4, b5): SixRows<Lanes> = load(rightTile, adding)
    for k in 0..<taps {
        let place = tapOffset[k]
        let (u, v): (Lanes, Lanes) = (load(left + k * width), load(right + k * width))
        addProduct(x0[place], u, v, to: &a0, &b0)
        addProduct(x1[place], u, v, to: &a1, &b1)
        addProduct(x2[place], u, v, to: &a2, &b2)
        addProduct(x3[place], u, v, to: &a3, &b3)
        addProduct(x4[place], u, v, to: &a4, &b4)
        addProduct(x5[place], u, v, to: &a5, &b5)
    }
    store(a0, a1, a2, a3, a4, a5, leftTile)
    store(b0, b1, b2, b3, b4, b5, rightTile)
}

/// The same for eight windows, and columns that fill one register: 8 sums. With 12 the addresses of the windows would not
/// stay in the processor's 16 registers for numbers like these, and the kernel would take longer.
///
/// Shapes: start [8], tile [8, 16].
@inline(__always)
private func addTallWindowProduct<Lanes: SIMD>(
    _ x: UnsafePointer<Scalar>, start: UnsafePointer<Int>, tapOffset: UnsafePointer<Int>, taps: Int,
    panel: UnsafePointer<Scalar>, adding: Bool, to tile: UnsafeMutablePointer<Scalar>, lanes: Lanes.Type
) where Lanes.Scalar == Scalar {
    let (x0, x1, x2, x3) = (x + start[0], x + start[1], x + start[2], x + start[3])
    let (x4, x5, x6, x7) = (x + start[4], x + start[5], x + start[6], x + start[7])
    let (width, below) = (RegisterTile.columns, tile + 4 * RegisterTile.columns)
    var (a0, a1, a2, a3): FourRows<Lanes> = load(tile, adding)
    var (a4, a5, a6, a7): FourRows<Lanes> = load(below, adding)
    for k in 0..<taps {
        let (place, weights): (Int, Lanes) = (tapOffset[k], load(panel + k * width))
        a0.addProduct(Lanes(repeating: x0[place]), weights)
        a1.addProduct(Lanes(repeating: x1[place]), weights)
        a2.addProduct(Lanes(repeating: x2[place]), weights)
        a3.addProduct(Lanes(repeating: x3[place]), weights)
        a4.addProduct(Lanes(repeating: x4[place]), weights)
        a5.addProduct(Lanes(repeating: x5[place]), weights)
        a6.addProduct(Lanes(repeating: x6[place]), weights)
        a7.addProduct(Lanes(repeating: x7[place]), weights)
    }
    store(a0, a1, a2, a3, tile)
    store(a4, a5, a6, a7, below)
}

/// The same for the left half of a panel: 6 sums, which have to wait for each other's additions, and still take two
/// thirds of the time of 12.
@inline(__always)
private func addNarrowWindowProduct(
    _ x: UnsafePointer<Scalar>, start: UnsafePointer<Int>, tapOffset: UnsafePointer<Int>, taps: Int,
    panel: UnsafePointer<Scalar>, adding: Bool, to tile: UnsafeMutablePointer<Scalar>
) {
    let (x0, x1, x2) = (x + start[0], x + start[1], x + start[2])
    let (x3, x4, x5) = (x + start[3], x + start[4], x + start[5])
    typealias Lanes = SIMD8<Scalar>
    let width = RegisterTile.columns
    var (a0, a1, a2, a3, a4, a5): SixRows<Lanes> = load(tile, adding)
    for k in 0..<taps {
        let (place, left): (Int, Lanes) = (tapOffset[k], load(panel + k * width))
        a0.addProduct(Lanes(repeating: x0[place]), left)
        a1.addProduct(Lanes(repeating: x1[place]), left)
        a2.addProduct(Lanes(repeating: x2[place]), left)
        a3.addProduct(Lanes(repeating: x3[place]), left)
        a4.addProduct(Lanes(repeating: x4[place]), left)
        a5.addProduct(Lanes(repeating: x5[place]), left)
    }
    store(a0, a1, a2, a3, a4, a5, tile)
}

@inline(__always)
private func addProduct<Lanes: SIMD>(
    _ x: Scalar, _ left: Lanes, _ right: Lanes, to a: inout Lanes, _ b: inout Lanes
) where Lanes.Scalar == Scalar {
    let x = Lanes(repeating: x)
    a.addProduct(x, left)
    b.addProduct(x, right)
}

@inline(__always)
private func load<Lanes: SIMD>(_ place: UnsafePointer<Scalar>) -> Lanes where Lanes.Scalar == Scalar {
    UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
}

private typealias SixRows<Lanes> = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)
private typealias FourRows<Lanes> = (Lanes, Lanes, Lanes, Lanes)

/// Loads the six rows of a tile, or begins with zeros.
@inline(__always)
private func load<Lanes: SIMD>(_ tile: UnsafePointer<Scalar>, _ adding: Bool) -> SixRows<Lanes>
where Lanes.Scalar == Scalar {
    guard adding else { return (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes()) }
    let step = RegisterTile.columns
    let (a, b, c, d): FourRows<Lanes> = load(tile, adding)
    return (a, b, c, d, load(tile + 4 * step), load(tile + 5 * step))
}

/// The same for four rows.
@inline(__always)
private func load<Lanes: SIMD>(_ tile: UnsafePointer<Scalar>, _ adding: Bool) -> FourRows<Lanes>
where Lanes.Scalar == Scalar {
    guard adding else { return (Lanes(), Lanes(), Lanes(), Lanes()) }
    let step = RegisterTile.columns
    return (load(tile), load(tile + step), load(tile + 2 * step), load(tile + 3 * step))
}

/// Stores rows of a tile.
@inline(__always)
private func store<Lanes: SIMD>(
    _ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes, _ e: Lanes, _ f: Lanes, _ tile: UnsafeMutablePointer<Scalar>
) where Lanes.Scalar == Scalar {
    store(a, b, c, d, tile)
    store(e, tile + 4 * RegisterTile.columns)
    store(f, tile + 5 * RegisterTile.columns)
}

@inline(__always)
private func store<Lanes: SIMD>(
    _ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes, _ tile: UnsafeMutablePointer<Scalar>
) where Lanes.Scalar == Scalar {
    store(a, tile)
    store(b, tile + RegisterTile.columns)
    store(c, tile + 2 * RegisterTile.columns)
    store(d, tile + 3 * RegisterTile.columns)
}

@inline(__always)
private func store<Lanes: SIMD>(_ lanes: Lanes, _ place: UnsafeMutablePointer<Scalar>) {
    UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: Lanes.self)
}
