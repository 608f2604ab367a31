// How images are laid out for `windowProducts`.

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
        for plane in 0..<images.count * channels {
            let source = first + plane * height * width
            let target = frames + (plane * frameHeight + top) * frameWidth + left
            for y in 0..<height { copyRow(source + y * width, to: target + y * step * frameWidth) }
        }
        return UnsafePointer(frames)
    }

    /// Copies a row of pixels to their places in a frame.
    @inline(__always)
    private func copyRow(_ source: UnsafePointer<Scalar>, to target: UnsafeMutablePointer<Scalar>) {
        if step > 1 {
            for x in 0..<width { target[x * step] = source[x] }
        } else if width >= 16 {
            copy(source, target, width, lanes: SIMD16<Scalar>.self)
        } else if width >= 8 {
            copy(source, target, width, lanes: SIMD8<Scalar>.self)
        } else if width >= 4 {
            copy(source, target, width, lanes: SIMD4<Scalar>.self)
        } else {
            target.update(from: source, count: width)
        }
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
