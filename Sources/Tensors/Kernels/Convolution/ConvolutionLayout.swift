// How images, kernels and their gradients are laid out for `windowProducts`.

/// Images in memory, and the frame of zeros they are put into before windows slide over them.
struct FramedImages {
    let pixels: UnsafePointer<Scalar>
    let (channels, height, width): (Int, Int, Int)
    /// Zeros above and to the left of each channel, and the distance between its pixels.
    let (top, left, step): (Int, Int, Int)
    let (frameHeight, frameWidth): (Int, Int)

    private var isBare: Bool { frameHeight == height && frameWidth == width }

    /// How many numbers the frames of so many images have; without a frame, none.
    func size(images: Int) -> Int { isBare ? 0 : images * channels * frameHeight * frameWidth }

    /// Puts images into frames, whose zeros stay from one group of images to the next; without a frame, they are read
    /// where they lie.
    func framed(_ images: Range<Int>, in frames: UnsafeMutablePointer<Scalar>) -> UnsafePointer<Scalar> {
        let first = pixels + images.lowerBound * channels * height * width
        if isBare { return first }
        for row in 0..<(images.count * channels * height) {
            let source = first + row * width
            let frameRow = row / height * frameHeight + top + row % height * step
            let target = frames + frameRow * frameWidth + left
            if step > 1 {
                for x in 0..<width { target[x * step] = source[x] }
            } else if width >= 8 {
                copy(source, target, width, lanes: SIMD8<Scalar>.self)
            } else if width >= 4 {
                copy(source, target, width, lanes: SIMD4<Scalar>.self)
            } else {
                target.update(from: source, count: width)
            }
        }
        return UnsafePointer(frames)
    }

    /// Copies a row a few numbers at a time, the last few perhaps once more: for a short row a call that copies costs more.
    @inline(__always)
    private func copy<Lanes: SIMD>(
        _ source: UnsafePointer<Scalar>, _ target: UnsafeMutablePointer<Scalar>, _ count: Int, lanes: Lanes.Type
    ) {
        for next in stride(from: 0, to: count, by: Lanes.scalarCount) {
            let x = min(next, count - Lanes.scalarCount)
            UnsafeMutableRawPointer(target + x).storeBytes(
                of: UnsafeRawPointer(source + x).loadUnaligned(as: Lanes.self), as: Lanes.self)
        }
    }
}

/// The sizes of a convolution over framed images, and where its windows lie.
///
/// Letters: N images, C channels; O kernels of `height` × `width` taps in each channel; P windows.
struct ConvolutionGeometry {
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

    /// The groups, dealt to 16 shares at most. Each share is worked on by one core, and which images it holds does not
    /// depend on how many cores there are: so sums over the images come out the same everywhere.
    var shares: [[Range<Int>]] {
        let groups = Swift.stride(from: 0, to: images, by: imagesInGroup).map {
            $0..<min($0 + imagesInGroup, images)
        }
        let count = min(16, groups.count)
        return (0..<count).map {
            Array(groups[(groups.count * $0 / count)..<(groups.count * ($0 + 1) / count)])
        }
    }

    /// Calls `body` with the number of each share and its groups; the shares on all cores.
    func forEachShare(_ body: (_ share: Int, _ groups: [(images: Range<Int>, windows: Windows)]) -> Void) {
        let shares = shares
        let whole = placed(images: imagesInGroup)
        let rest = images % imagesInGroup == 0 ? whole : placed(images: images % imagesInGroup)
        parallel(shares.count, grain: 1, flushingDenormals: true) { range in
            for share in range {
                body(share, shares[share].map { ($0, $0.count == imagesInGroup ? whole : rest) })
            }
        }
    }

    /// The windows of some images: where they begin in the frames, and which taps each tile of them needs.
    struct Windows {
        let starts: Offsets
        let tapRanges: TapRanges
    }

    private func placed(images: Int) -> Windows {
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
        return Windows(starts: Offsets(starts), tapRanges: tapRanges)
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

    /// The places of these windows in an image.
    var windowOrder: [Int] {
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

    /// How far from the start of a window each tap lies. Taps that meet pixels together stand together, those of one row
    /// of the kernel beside each other.
    var tapOffsets: Offsets {
        Offsets(forEachTap { y, c, x in (c * frameHeight + y) * frameWidth + x })
    }

    /// For each tap of that list, its place in a flattened kernel, whose order is channel, row, column.
    var tapOrder: [Int] {
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
