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
                if step == 1 {
                    target.update(from: source, count: width)
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
    func forEachGroup(_ body: (_ images: Range<Int>, _ windows: Places, _ share: Int) -> Void) {
        let shares = shares
        let whole = windowStarts(images: imagesInGroup)
        let rest = windowStarts(images: images % imagesInGroup)
        parallel(shares.count, grain: 1) { range in
            for share in range {
                for group in shares[share] {
                    body(group, group.count == imagesInGroup ? whole : rest, share)
                }
            }
        }
    }

    /// Where the windows of the first images begin, in their frames.
    func windowStarts(images: Int) -> Places {
        var places: [Int] = []
        for n in 0..<images {
            for y in 0..<outputHeight {
                for x in 0..<outputWidth {
                    let row = n * channels * frameHeight + y * stride
                    places.append(row * frameWidth + x * stride)
                }
            }
        }
        return Places(places)
    }

    /// How far from the start of a window each tap lies, in the order of the weights: channel, row, column.
    var tapReaches: Places {
        var places: [Int] = []
        for c in 0..<channels {
            for y in 0..<height {
                for x in 0..<width { places.append((c * frameHeight + y) * frameWidth + x) }
            }
        }
        return Places(places)
    }
}

/// Writes the rows of a matrix as the columns of panels: panels[j / 16][i][j % 16] = matrix[j][i].
///
/// Shapes: matrix [columns, rows] → panels [⌈columns / 16⌉, height, 16], from row `first` on. Columns that fill the last
/// panel are left as they are: start from zeros.
func pack(
    _ matrix: UnsafePointer<Scalar>, columns: Int, rows: Int, into panels: UnsafeMutablePointer<Scalar>,
    height: Int, first: Int = 0
) {
    for j in 0..<columns {
        let source = matrix + j * rows
        let target = panels + (j / Tile.columns * height + first) * Tile.columns + j % Tile.columns
        for i in 0..<rows { target[i * Tile.columns] = source[i] }
    }
}

/// The way back from panels, from row `first` on, to the rows of a matrix [columns, rows]; a number of its own is added
/// to each of these rows.
func unpack(
    _ panels: UnsafePointer<Scalar>, height: Int, first: Int, columns: Int, rows: Int,
    adding bias: UnsafePointer<Scalar>?, into matrix: UnsafeMutablePointer<Scalar>
) {
    for j in 0..<columns {
        let source = panels + (j / Tile.columns * height + first) * Tile.columns + j % Tile.columns
        let target = matrix + j * rows
        let b = bias?[j] ?? 0
        for i in 0..<rows { target[i] = source[i * Tile.columns] + b }
    }
}

/// Numbers that one core works on, zero at first, given back when it is done.
func withScratch(_ count: Int, _ body: (UnsafeMutablePointer<Scalar>) -> Void) {
    let scratch = UnsafeMutablePointer<Scalar>.allocate(capacity: max(count, 1))
    scratch.initialize(repeating: 0, count: max(count, 1))
    defer { scratch.deallocate() }
    body(scratch)
}
