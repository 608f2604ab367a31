// The product inside every convolution: windows of an image, against weights.
//
// The matrix of all windows (im2col) has an entry for each window p and each tap k of the kernel, and that entry is
//
//     window(p)[k] = x[start[p] + tapOffset[k]]
//
// where `start` says where a window begins and `tapOffset` how far from there each tap of the kernel lies. So the matrix need not be
// made: two small tables stand for it. With the tables exchanged, the same loop multiplies its transpose.

/// Eight neighbouring numbers, on which one instruction works: as wide as the registers of most processors.
private typealias Lanes = SIMD8<Scalar>

/// The tile that is computed at once: 6 rows by 2 times 8 columns are 12 sums, which with two factors fill the 16
/// vector registers of a processor without spilling.
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
        let missing = (RegisterTile.rows - count % RegisterTile.rows) % RegisterTile.rows
        self.offsets = offsets + [Int](repeating: offsets.last ?? 0, count: missing)
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

/// Adds to `result` the product of windows with weights; with `tapRanges`, summed over fewer taps where the rest are zeros.
///
/// Of a last panel with no more than 8 columns only the left half is worked on: a layer of few kernels would
/// otherwise spend half of its time on columns that nobody asked for.
///
/// Shapes: rows [R], taps [K], panels [panels, K, 16], result [panels, padded R, 16].
func addWindowProducts(
    _ x: UnsafePointer<Scalar>, rows: Offsets, taps: Offsets, tapRanges: TapRanges? = nil,
    panels: UnsafePointer<Scalar>, columns: Int, to result: UnsafeMutablePointer<Scalar>
) {
    rows.withOffsets { start in
        taps.withOffsets { tapOffset in
            for panel in 0..<panelCount(columns) {
                let weights = panels + panel * taps.count * RegisterTile.columns
                let column = result + panel * rows.paddedCount * RegisterTile.columns
                let isNarrow = columns - panel * RegisterTile.columns <= RegisterTile.columns / 2
                for row in stride(from: 0, to: rows.paddedCount, by: RegisterTile.rows) {
                    let range = tapRanges?[row / RegisterTile.rows] ?? 0..<taps.count
                    let (tapOffset, panel) = (
                        tapOffset + range.lowerBound, weights + range.lowerBound * RegisterTile.columns
                    )
                    let tile = column + row * RegisterTile.columns
                    if isNarrow {
                        addNarrowWindowProduct(
                            x, start: start + row, tapOffset: tapOffset, taps: range.count, panel: panel,
                            to: tile)
                    } else {
                        addWindowProduct(
                            x, start: start + row, tapOffset: tapOffset, taps: range.count, panel: panel,
                            to: tile)
                    }
                }
            }
        }
    }
}

/// Adds to a tile the products of six windows with a panel of weights, summed over the taps:
///
///     tile[i, j] += Σₖ x[start[i] + tapOffset[k]] · panel[k, j]
///
/// Shapes: start [6], tapOffset [K], panel [K, 16], tile [6, 16].
@inline(__always)
private func addWindowProduct(
    _ x: UnsafePointer<Scalar>, start: UnsafePointer<Int>, tapOffset: UnsafePointer<Int>, taps: Int,
    panel: UnsafePointer<Scalar>, to tile: UnsafeMutablePointer<Scalar>
) {
    let (x0, x1, x2) = (x + start[0], x + start[1], x + start[2])
    let (x3, x4, x5) = (x + start[3], x + start[4], x + start[5])
    var (a0, b0) = (lanes(tile), lanes(tile + 8))
    var (a1, b1) = (lanes(tile + 16), lanes(tile + 24))
    var (a2, b2) = (lanes(tile + 32), lanes(tile + 40))
    var (a3, b3) = (lanes(tile + 48), lanes(tile + 56))
    var (a4, b4) = (lanes(tile + 64), lanes(tile + 72))
    var (a5, b5) = (lanes(tile + 80), lanes(tile + 88))
    var row = panel
    for k in 0..<taps {
        let place = tapOffset[k]
        let (left, right) = (lanes(row), lanes(row + 8))
        addProduct(x0[place], left, right, to: &a0, &b0)
        addProduct(x1[place], left, right, to: &a1, &b1)
        addProduct(x2[place], left, right, to: &a2, &b2)
        addProduct(x3[place], left, right, to: &a3, &b3)
        addProduct(x4[place], left, right, to: &a4, &b4)
        addProduct(x5[place], left, right, to: &a5, &b5)
        row += RegisterTile.columns
    }
    store(a0, b0, tile)
    store(a1, b1, tile + 16)
    store(a2, b2, tile + 32)
    store(a3, b3, tile + 48)
    store(a4, b4, tile + 64)
    store(a5, b5, tile + 80)
}

/// The same for the left half of a panel: 6 sums, which have to wait for each other's additions, and still take two
/// thirds of the time of 12.
@inline(__always)
private func addNarrowWindowProduct(
    _ x: UnsafePointer<Scalar>, start: UnsafePointer<Int>, tapOffset: UnsafePointer<Int>, taps: Int,
    panel: UnsafePointer<Scalar>, to tile: UnsafeMutablePointer<Scalar>
) {
    let (x0, x1, x2) = (x + start[0], x + start[1], x + start[2])
    let (x3, x4, x5) = (x + start[3], x + start[4], x + start[5])
    var (a0, a1, a2) = (lanes(tile), lanes(tile + 16), lanes(tile + 32))
    var (a3, a4, a5) = (lanes(tile + 48), lanes(tile + 64), lanes(tile + 80))
    var row = panel
    for k in 0..<taps {
        let (place, left) = (tapOffset[k], lanes(row))
        a0.addProduct(Lanes(repeating: x0[place]), left)
        a1.addProduct(Lanes(repeating: x1[place]), left)
        a2.addProduct(Lanes(repeating: x2[place]), left)
        a3.addProduct(Lanes(repeating: x3[place]), left)
        a4.addProduct(Lanes(repeating: x4[place]), left)
        a5.addProduct(Lanes(repeating: x5[place]), left)
        row += RegisterTile.columns
    }
    store(a0, tile)
    store(a1, tile + 16)
    store(a2, tile + 32)
    store(a3, tile + 48)
    store(a4, tile + 64)
    store(a5, tile + 80)
}

@inline(__always)
private func addProduct(_ x: Scalar, _ left: Lanes, _ right: Lanes, to a: inout Lanes, _ b: inout Lanes) {
    let x = Lanes(repeating: x)
    a.addProduct(x, left)
    b.addProduct(x, right)
}

@inline(__always)
private func lanes(_ place: UnsafePointer<Scalar>) -> Lanes {
    UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
}

@inline(__always)
private func store(_ a: Lanes, _ b: Lanes, _ place: UnsafeMutablePointer<Scalar>) {
    store(a, place)
    store(b, place + 8)
}

@inline(__always)
private func store(_ a: Lanes, _ place: UnsafeMutablePointer<Scalar>) {
    UnsafeMutableRawPointer(place).storeBytes(of: a, as: Lanes.self)
}
