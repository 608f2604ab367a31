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
    let taps = g.tapReaches
    withScratch(panels * g.taps * Tile.columns) { weights in
        pack(
            weight, columns: g.kernels, rows: g.taps, into: weights, height: g.taps,
            order: g.tapPlaces)
        g.forEachGroup { images, windows, _ in
            x.withFrames(images) { frames in
                withScratch(panels * windows.starts.filledCount * Tile.columns) { products in
                    addWindowProducts(
                        frames, rows: windows.starts, taps: taps, needed: windows.needed, panels: weights,
                        columns: g.kernels, to: products)
                    for (place, image) in images.enumerated() {
                        unpack(
                            products, height: windows.starts.filledCount, first: place * g.windows,
                            columns: g.kernels, rows: g.windows, adding: bias,
                            into: y + image * g.kernels * g.windows)
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
    let taps = g.tapReaches
    let size = panels * taps.filledCount * Tile.columns
    let shares = g.shares.count
    withScratch(shares * size) { sums in
        g.forEachGroup { images, windows, share in
            x.withFrames(images) { frames in
                withScratch(panels * windows.starts.count * Tile.columns) { gradients in
                    for (place, image) in images.enumerated() {
                        pack(
                            dy + image * g.kernels * g.windows, columns: g.kernels, rows: g.windows,
                            into: gradients, height: windows.starts.count, first: place * g.windows)
                    }
                    addWindowProducts(
                        frames, rows: taps, taps: windows.starts, panels: gradients, columns: g.kernels,
                        to: sums + share * size)
                }
            }
        }
        for share in 1..<max(shares, 1) {
            let part = sums + share * size
            for i in 0..<size { sums[i] += part[i] }
        }
        unpack(
            sums, height: taps.filledCount, first: 0, columns: g.kernels, rows: g.taps,
            order: g.tapPlaces, into: dWeight)
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
            // Planes in 32 bits, eight sums side by side; their total in 64, as everywhere where many are added.
            var total = 0.0
            for n in 0..<images {
                let plane = dy + (n * kernels + o) * windows
                var lanes = SIMD8<Scalar>()
                let whole = windows / 8 * 8
                for i in stride(from: 0, to: whole, by: 8) {
                    lanes += UnsafeRawPointer(plane + i).loadUnaligned(as: SIMD8<Scalar>.self)
                }
                var sum = lanes.sum()
                for i in whole..<windows { sum += plane[i] }
                total += Double(sum)
            }
            dBias[o] = Scalar(total)
        }
    }
}

/// Turns kernels around, so that a convolution of the outputs' gradients with them gives the gradient of the images:
/// each output hands its gradient back to the pixels it read, and each pixel collects from all its windows.
///
/// Shapes: weight [O, C, height, width] → [C, O, height, width], rows and columns in reverse order.
func turnedAround(
    _ weight: UnsafePointer<Scalar>, kernels: Int, channels: Int, area: Int,
    into turned: UnsafeMutablePointer<Scalar>
) {
    for o in 0..<kernels {
        for c in 0..<channels {
            let (source, target) = (weight + (o * channels + c) * area, turned + (c * kernels + o) * area)
            for k in 0..<area { target[k] = source[area - 1 - k] }
        }
    }
}
