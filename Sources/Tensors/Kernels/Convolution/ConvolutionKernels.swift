// The products of a convolution: its values, and the gradients with respect to the weights and to the images. Each is a
// product of windows with panels (WindowProduct.swift), and each core takes part of the images.

/// Multiplies every window with every kernel.
///
/// Shapes: x [N, C, H, W] in frames, weight [O, C, height, width], bias [O] or none → y [N, O, H′, W′].
func convolve(
    _ x: FramedImages, _ weight: UnsafePointer<Scalar>, bias: UnsafePointer<Scalar>?,
    _ g: ConvolutionGeometry,
    into y: UnsafeMutablePointer<Scalar>
) {
    let panels = panelCount(g.kernels)
    let tables = ConvolutionTables.of(g)
    withScratch(panels * g.taps * RegisterTile.columns) { weights in
        pack(
            weight, columns: g.kernels, rows: g.taps, into: weights, height: g.taps, places: tables.tapPlaces)
        let height = Offsets.padded(g.windows * g.imagesInGroup)
        let size = g.kernels * g.windows
        tables.forEachShare { _, groups in
            withScratch(x.size(images: g.imagesInGroup)) { scratch in
                withScratch(panels * height * RegisterTile.columns, cleared: false) { products in
                    for group in groups {
                        let windows = group.windows
                        windowProducts(
                            x.framed(group.images, in: scratch), rows: windows.starts, taps: tables.taps,
                            tapRanges: windows.tapRanges, panels: weights, columns: g.kernels, adding: false,
                            into: products)
                        for (place, image) in group.images.enumerated() {
                            unpack(
                                products, height: windows.starts.paddedCount, first: place * g.windows,
                                columns: g.kernels, rows: g.windows, places: tables.windowPlaces, adding: bias,
                                into: y + image * size)
                        }
                    }
                }
            }
        }
    }
}

/// Multiplies the transposed windows with the gradients of the outputs: each weight sums over all the windows it was
/// used in.
///
/// Shapes: x [N, C, H, W] in frames, dy [N, O, H′, W′] → dWeight [O, C, height, width].
func convolveForWeights(
    _ x: FramedImages, _ dy: UnsafePointer<Scalar>, _ g: ConvolutionGeometry,
    into dWeight: UnsafeMutablePointer<Scalar>
) {
    let panels = panelCount(g.kernels)
    let tables = ConvolutionTables.of(g)
    let taps = tables.taps
    let size = panels * taps.paddedCount * RegisterTile.columns
    let sums = tables.shares.map { _ in PiecewiseSums(size) }
    tables.forEachShare { share, groups in
        withScratch(x.size(images: g.imagesInGroup)) { scratch in
            withScratch(panels * g.windows * g.imagesInGroup * RegisterTile.columns) { gradients in
                for group in groups {
                    let (frames, windows) = (x.framed(group.images, in: scratch), group.windows)
                    let count = windows.starts.count
                    for (place, image) in group.images.enumerated() {
                        pack(
                            dy + image * g.kernels * g.windows, columns: g.kernels, rows: g.windows,
                            into: gradients, height: count, first: place * g.windows, places: tables.windowPlaces)
                    }
                    for start in stride(from: 0, to: count, by: longestSum) {
                        let range = start..<min(start + longestSum, count)
                        let tapRanges =
                            range.count == count
                            ? nil : Array(repeating: range, count: taps.paddedCount / RegisterTile.rows)
                        sums[share].add(range.count) { piece, isBegun in
                            windowProducts(
                                frames, rows: taps, taps: windows.starts, tapRanges: tapRanges, panels: gradients,
                                columns: g.kernels, adding: isBegun, into: piece)
                        }
                    }
                }
            }
        }
    }
    withScratch(size, cleared: false) { total in
        // A few numbers of all shares at a time, whose totals stay in the fastest cache.
        let pieces = (size + 511) / 512
        parallel(pieces, grain: 4) { range in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 512) { totals in
                for piece in range {
                    let places = piece * 512..<min(piece * 512 + 512, size)
                    totals.initialize(repeating: 0)
                    for part in sums { part.add(places, to: totals.baseAddress!) }
                    for (i, place) in places.enumerated() { total[place] = Scalar(totals[i]) }
                }
            }
        }
        unpack(
            total, height: taps.paddedCount, first: 0, columns: g.kernels, rows: g.taps, places: tables.tapPlaces,
            into: dWeight)
    }
}

/// Many sums at once, each in pieces: the piece at hand is added up in 32 bits, the total of those before it in 64. See
/// `longestSum`.
private final class PiecewiseSums {
    private let size: Int
    private let piece: UnsafeMutablePointer<Scalar>
    /// How many terms each sum of the piece has.
    private var terms = 0
    /// Empty while there is but one piece, as for all but large images.
    private var totals: [Double] = []

    init(_ size: Int) {
        self.size = size
        piece = .allocate(capacity: size)
    }

    deinit { piece.deallocate() }

    /// Adds so many terms to each sum: `body` writes their sums, or adds them to a piece that is begun.
    func add(_ count: Int, _ body: (_ piece: UnsafeMutablePointer<Scalar>, _ isBegun: Bool) -> Void) {
        if terms + count > longestSum && terms > 0 {
            if totals.isEmpty { totals = Array(repeating: 0, count: size) }
            for i in 0..<size { totals[i] += Double(piece[i]) }
            terms = 0
        }
        body(piece, terms > 0)
        terms += count
    }

    /// Adds some of the sums to others.
    func add(_ range: Range<Int>, to others: UnsafeMutablePointer<Double>) {
        if totals.isEmpty {
            for (i, place) in range.enumerated() { others[i] += Double(piece[place]) }
        } else {
            for (i, place) in range.enumerated() { others[i] += totals[place] + Double(piece[place]) }
        }
    }
}

/// Adds up all gradients of each output channel: a bias was used by every window of every image.
///
/// Shapes: dy [N, O, H′, W′] → dBias [O].
func convolveForBias(
    _ dy: UnsafePointer<Scalar>, images: Int, kernels: Int, windows: Int,
    into dBias: UnsafeMutablePointer<Scalar>
) {
    parallel(kernels, grain: max(1, 32_768 / (images * windows))) { range in
        for o in range {
            var total = 0.0
            for n in 0..<images { total += sum(dy + (n * kernels + o) * windows, windows) }
            dBias[o] = Scalar(total)
        }
    }
}

/// Rotates kernels by 180°, so that a convolution of the outputs' gradients with them gives the gradient of the images:
/// each output hands its gradient back to the pixels it read, and each pixel collects from all its windows.
///
/// Shapes: weight [O, C, height, width] → [C, O, height, width], rows and columns in reverse order.
func rotated180(
    _ weight: UnsafePointer<Scalar>, kernels: Int, channels: Int, area: Int,
    into rotated: UnsafeMutablePointer<Scalar>
) {
    for o in 0..<kernels {
        for c in 0..<channels {
            let (source, target) = (weight + (o * channels + c) * area, rotated + (c * kernels + o) * area)
            for k in 0..<area { target[k] = source[area - 1 - k] }
        }
    }
}
