// How images, kernels and their gradients are laid out for `addWindowProducts`.

/// Images in memory, and the frame of zeros they are put into before windows slide over them.
struct FramedImages {
    let pixels: UnsafePointer<Scalar>
    let (channels, height, width): (Int, Int, Int)
    /// Zeros above and to the left of each channel, and the distance between its pixels.
    let (top, left, step): (Int, Int, Int)
    let (frameHeight, frameWidth): (Int, Int)

    /// Calls `body` with these images in their frames; without a frame, with the images where they lie.
    func withFrames(_ images: Range<Int>, _ body: (UnsafePointer<Scalar>) -> Void) {
        let first = pixels + images.lowerBound * channels * height * width
        if frameHeight == height && frameWidth == width { return body(first) }
        let planes = images.count * channels
        withScratch(planes * frameHeight * frameWidth) { frames in
            for row in 0..<(planes * height) {
                let source = first + row * width
                let frameRow = row / height * frameHeight + top + row % height * step
                let target = frames + frameRow * frameWidth + left
                if step == 1 && width < 4 {
                    target.update(from: source, count: width)
                } else if step == 1 {
                    // Four at a time, the last four perhaps once more: for a short row a call that copies costs more.
                    for next in Swift.stride(from: 0, to: width, by: 4) {
                        let x = min(next, width - 4)
                        let four = UnsafeRawPointer(source + x).loadUnaligned(as: SIMD4<Scalar>.self)
                        UnsafeMutableRawPointer(target + x).storeBytes(of: four, as: SIMD4<Scalar>.self)
                    }
                } else {
                    for x in 0..<width { target[x * step] = source[x] }
                }
            }
            body(frames)
        }
    }
}

/// The sizes of a convolution over framed images, and where its windows lie.
///
/// Letters: N images, C channels; O kernels of `height` × `width` taps in each channel; P windows.
struct ConvolutionGeometry {
    let (images, channels, frameHeight, frameWidth): (Int, Int, Int, Int)
    let (kernels, height, width, stride): (Int, Int, Int, Int)
    /// The rows of a frame that hold more than zeros.
    let filledRows: Range<Int>

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

    /// Calls `body` with each group, where its windows begin, and the number of its share; the shares on all cores.
    func forEachGroup(_ body: (_ images: Range<Int>, _ windows: Windows, _ share: Int) -> Void) {
        let shares = shares
        let whole = placed(images: imagesInGroup)
        let rest = placed(images: images % imagesInGroup)
        parallel(shares.count, grain: 1, flushingDenormals: true) { range in
            for share in range {
                for group in shares[share] {
                    body(group, group.count == imagesInGroup ? whole : rest, share)
                }
            }
        }
    }

    /// The windows of some images: where they begin in the frames, and which taps each tile of them needs.
    struct Windows {
        let starts: Offsets
        let tapRanges: TapRanges
    }

    private func placed(images: Int) -> Windows {
        var (starts, rows): ([Int], [Int]) = ([], [])
        for n in 0..<images {
            for y in 0..<outputHeight {
                for x in 0..<outputWidth {
                    let row = n * channels * frameHeight + y * stride
                    starts.append(row * frameWidth + x * stride)
                    rows.append(y * stride)
                }
            }
        }
        let tapsInRow = channels * width
        let tapRanges = Swift.stride(from: 0, to: rows.count, by: RegisterTile.rows).map { first -> Range<Int> in
            // Of the windows of a tile the uppermost needs the last tap row, the lowest the first.
            let tile = rows[first..<min(first + RegisterTile.rows, rows.count)]
            let start = min(height, max(0, filledRows.lowerBound - tile.max()!))
            let end = max(start, min(height, filledRows.upperBound - tile.min()!))
            return start * tapsInRow..<end * tapsInRow
        }
        return Windows(starts: Offsets(starts), tapRanges: tapRanges)
    }

    /// How far from the start of a window each tap lies. Taps are listed row by row of the kernel, so that those of the
    /// rows that lie over a border stand together.
    var tapOffsets: Offsets {
        Offsets(forEachTap { y, c, x in (c * frameHeight + y) * frameWidth + x })
    }

    /// For each tap of that list, its place in a flattened kernel, whose order is channel, row, column.
    var tapOrder: [Int] {
        forEachTap { y, c, x in (c * height + y) * width + x }
    }

    private func forEachTap(_ place: (_ row: Int, _ channel: Int, _ column: Int) -> Int) -> [Int] {
        (0..<height).flatMap { y in
            (0..<channels).flatMap { c in (0..<width).map { x in place(y, c, x) } }
        }
    }
}
