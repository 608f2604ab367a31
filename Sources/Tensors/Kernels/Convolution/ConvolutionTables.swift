// Where the windows and the taps of a convolution lie, for `windowProducts`.

import Synchronization

/// The sizes of a convolution over framed images.
///
/// Letters: N images, C channels; O kernels of `height` × `width` taps in each channel; P windows.
struct ConvolutionGeometry: Hashable {
    let (images, channels, frameHeight, frameWidth): (Int, Int, Int, Int)
    let (kernels, height, width, stride): (Int, Int, Int, Int)
    /// The rows and columns of a frame that hold pixels: every `step`-th of a range. The others hold zeros.
    let (filledRows, filledColumns): (Range<Int>, Range<Int>)
    var step = 1

    var outputHeight: Int { (frameHeight - height) / stride + 1 }
    var outputWidth: Int { (frameWidth - width) / stride + 1 }
    var windows: Int { outputHeight * outputWidth }
    var taps: Int { channels * height * width }

    /// Images are worked on in groups with enough windows to fill the tiles, and with enough groups for all cores.
    var imagesInGroup: Int { max(1, min((images + 15) / 16, 128 / windows)) }
}

/// The tables that a convolution works by: which images are worked on together, and where windows and taps lie.
struct ConvolutionTables: Sendable {
    /// Some images, and their windows.
    struct Group {
        let images: Range<Int>
        let windows: Windows
    }

    /// The windows of some images: where they begin in the frames, and which taps each tile of them needs.
    struct Windows {
        let starts: Offsets
        let tapRanges: TapRanges
    }

    /// The groups, dealt to 16 shares at most. Each share is worked on by one core, and which images it holds does not
    /// depend on how many cores there are: so sums over the images come out the same everywhere.
    let shares: [[Group]]
    /// For each window of an image, row by row, its place among the windows as they are worked on.
    let windowPlaces: [Int]
    /// How far from the start of a window each tap lies. Taps that meet pixels together stand together, those of one row
    /// of the kernel beside each other.
    let taps: Offsets
    /// For each tap of a flattened kernel, whose order is channel, row, column, its place in that list.
    let tapPlaces: [Int]

    private static let kept = Mutex<[ConvolutionGeometry: ConvolutionTables]>([:])

    /// The tables of a geometry. They are kept for the next call: for a single image it takes about a third as long to make
    /// them as to multiply.
    static func of(_ geometry: ConvolutionGeometry) -> ConvolutionTables {
        kept.withLock { kept in
            if let tables = kept[geometry] { return tables }
            if kept.count == 100 { kept = [:] }
            let tables = ConvolutionTables(geometry)
            kept[geometry] = tables
            return tables
        }
    }

    private init(_ g: ConvolutionGeometry) {
        let whole = g.placed(images: g.imagesInGroup)
        let rest = g.placed(images: g.images % g.imagesInGroup)
        let groups = stride(from: 0, to: g.images, by: g.imagesInGroup).map { first in
            let images = first..<min(first + g.imagesInGroup, g.images)
            return Group(images: images, windows: images.count == g.imagesInGroup ? whole : rest)
        }
        let count = min(16, groups.count)
        shares = (0..<count).map {
            Array(groups[(groups.count * $0 / count)..<(groups.count * ($0 + 1) / count)])
        }
        windowPlaces = places(inOrder: g.windowOrder)
        taps = Offsets(g.tapOffsets)
        tapPlaces = places(inOrder: g.tapOrder)
    }

    /// Calls `body` with the number of each share and its groups; the shares on all cores.
    func forEachShare(_ body: (_ share: Int, _ groups: [Group]) -> Void) {
        parallel(shares.count, grain: 1, flushingDenormals: true) { range in
            for share in range { body(share, shares[share]) }
        }
    }
}

/// The inverse of a permutation: where each number stands in it.
private func places(inOrder order: [Int]) -> [Int] {
    var places = order
    for (place, i) in order.enumerated() { places[i] = place }
    return places
}

extension ConvolutionGeometry {
    fileprivate func placed(images: Int) -> ConvolutionTables.Windows {
        let rows = windowRows
        var starts: [Int] = []
        var tapRanges = TapRanges(repeating: 0..<0, count: Offsets.padded(images * windows) / RegisterTile.rows)
        starts.reserveCapacity(Offsets.padded(images * windows))
        for n in 0..<images {
            for (y, columns, taps) in rows {
                let first = (n * channels * frameHeight + y * stride) * frameWidth
                for x in columns {
                    let tile = starts.count / RegisterTile.rows
                    if tapRanges[tile].isEmpty {
                        tapRanges[tile] = taps
                    } else if tapRanges[tile] != taps && !taps.isEmpty {
                        let (start, end) = (tapRanges[tile].lowerBound, tapRanges[tile].upperBound)
                        tapRanges[tile] = min(start, taps.lowerBound)..<max(end, taps.upperBound)
                    }
                    starts.append(first + x * stride)
                }
            }
        }
        return ConvolutionTables.Windows(starts: Offsets(starts), tapRanges: tapRanges)
    }

    /// The windows of an image, in the order in which they are worked on: row by row, but those that meet pixels with
    /// the same taps stand together. (Where pixels lie two apart in a frame, a window meets only a quarter of them.)
    private var windowRows: [(row: Int, columns: [Int], taps: Range<Int>)] {
        corners.flatMap { corner in
            let rows = (0..<outputHeight).filter { firstTap($0 * stride, height, filledRows) == corner.row }
            let columns = (0..<outputWidth).filter { firstTap($0 * stride, width, filledColumns) == corner.column }
            return rows.map { ($0, columns, usefulTaps(ofWindowAtRow: $0 * stride, from: corner)) }
        }
    }

    /// Which windows of an image these are.
    fileprivate var windowOrder: [Int] {
        windowRows.flatMap { row, columns, _ in columns.map { row * outputWidth + $0 } }
    }

    /// Where the taps begin that can meet pixels: which row and column of the kernel; behind the last if none can.
    private var corners: [(row: Int, column: Int)] {
        (0..<min(step, height + 1)).flatMap { row in (0..<min(step, width + 1)).map { (row, $0) } }
    }

    /// Of a window that begins here, the first row or column, of so many, that can meet a pixel.
    private func firstTap(_ place: Int, _ length: Int, _ filled: Range<Int>) -> Int {
        let rest = (filled.lowerBound - place) % step
        return min(length, rest < 0 ? rest + step : rest)
    }

    /// The taps of a window that can meet a pixel, in the list of taps: from a corner of the kernel, every `step`-th.
    private func usefulTaps(ofWindowAtRow y: Int, from corner: (row: Int, column: Int)) -> Range<Int> {
        let (row, column) = corner
        let before =
            (0..<row).reduce(0) { $0 + count(height, from: $1) } * width
            + (0..<column).reduce(0) { $0 + count(width, from: $1) } * count(height, from: row)
        let inRow = count(width, from: column)
        let end = count(min(height, filledRows.upperBound - y), from: row)
        let start = min(end, count(filledRows.lowerBound - y, from: row))
        return channels * (before + start * inRow)..<channels * (before + end * inRow)
    }

    /// The number of rows or columns of a kernel, `first` and every `step`-th after it, below a length.
    private func count(_ length: Int, from first: Int) -> Int { max(0, (length - first + step - 1) / step) }

    fileprivate var tapOffsets: [Int] {
        forEachTap { y, c, x in (c * frameHeight + y) * frameWidth + x }
    }

    /// Which taps of a flattened kernel these are.
    fileprivate var tapOrder: [Int] {
        forEachTap { y, c, x in (c * height + y) * width + x }
    }

    private func forEachTap(_ place: (_ row: Int, _ channel: Int, _ column: Int) -> Int) -> [Int] {
        corners.flatMap { corner in
            Swift.stride(from: corner.row, to: height, by: step).flatMap { y in
                (0..<channels).flatMap { c in
                    Swift.stride(from: corner.column, to: width, by: step).map { x in place(y, c, x) }
                }
            }
        }
    }
}
