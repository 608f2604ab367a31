// The product inside every convolution: windows of an image, against weights.
//
// The matrix of all windows (im2col) has an entry for each window p and each tap k of the kernel, and that entry is
//
//     window(p)[k] = x[start[p] + tapOffset[k]]
//
// where `start` says where a window begins and `tapOffset` how far from there each tap of the kernel lies. So the matrix need not be
// made: two small tables stand for it. With the tables exchanged, the same loop multiplies its transpose. The loop itself is
// that of every matrix product (RegisterTile.swift).

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

/// Writes to `result`, or adds to it, the product of windows with weights; with `tapRanges`, summed over fewer taps where
/// the rest are zeros.
///
/// Letters: R rows, K taps, C the columns of a panel (`RegisterTile.columns`).
///
/// Shapes: rows [R], taps [K], panels [panels, K, C], result [panels, padded R, C].
func windowProducts(
    _ x: UnsafePointer<Scalar>, rows: Offsets, taps: Offsets, tapRanges: TapRanges? = nil,
    panels: UnsafePointer<Scalar>, columns: Int, adding: Bool, into result: UnsafeMutablePointer<Scalar>
) {
    let (panelSize, resultSize) = (taps.count * RegisterTile.columns, rows.paddedCount * RegisterTile.columns)
    rows.withOffsets { starts in
        taps.withOffsets { places in
            for panel in stride(from: 0, to: panelCount(columns), by: 2) {
                let left = panels + panel * panelSize
                let pair = PanelPair(left: left, right: panel + 1 < panelCount(columns) ? left + panelSize : nil)
                let target = result + panel * resultSize
                for row in stride(from: 0, to: rows.paddedCount, by: RegisterTile.rows) {
                    let range = tapRanges?[row / RegisterTile.rows] ?? 0..<taps.count
                    let tile = target + row * RegisterTile.columns
                    multiplyTile(
                        x, starts: starts + row, places: places + range.lowerBound, depth: range.count,
                        pair.starting(atRow: range.lowerBound), adding: adding,
                        to: TilePlace(left: tile, right: tile + resultSize, step: RegisterTile.columns))
                }
            }
        }
    }
}
