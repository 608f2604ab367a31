import Tensors

/// A sheet somebody has drawn a digit on, and the ink of the digit.
///
/// The paper is the commonest colour, the ink what differs from it, whether darker, lighter or in another colour. Frames, lines
/// along the edge and specks are left out; each such thing is told in `remarks`.
public struct DigitSheet: Sendable {
    /// The digit's ink on the whole sheet, made smaller if it is large.
    ///
    /// Shapes: [H, W], 0 paper and 1 ink, however pale the ink is on the sheet.
    public let ink: Tensor
    /// The smallest rectangle of `ink` that holds the digit.
    public let digit: Tensor
    /// What was done to the sheet, a sentence each; nothing for dark ink on white.
    public let remarks: [String]

    /// Finds the digit on a sheet.
    ///
    /// - Parameters:
    ///   - pixels: row by row from the top, 0…255: grey (1 channel), red, green, blue (3), and opacity (4).
    ///   - width: how many pixels a row has.
    ///   - height: how many rows there are.
    ///   - channels: how many bytes a pixel has: 1, 3 or 4.
    ///   - name: how the picture is called in messages.
    /// Throws: `DataError` with what is wrong with the picture: it is blank, holds only a speck, a solid patch or several
    /// things side by side.
    public init(pixels: [UInt8], width: Int, height: Int, channels: Int, name: String) throws {
        require(
            [1, 3, 4].contains(channels) && pixels.count == width * height * channels,
            "DigitSheet: expected width × height × channels bytes with 1, 3 or 4 channels, but got \(pixels.count) for "
                + "\(width) × \(height) × \(channels)")
        func refuse(_ what: String, _ hint: String) -> DataError {
            DataError(.damaged, "\(name): \(what)", hint: hint)
        }
        guard min(width, height) >= 5 else {
            throw refuse("\(width) × \(height) pixels hold no digit", "draw it at least 20 pixels high")
        }
        let levels = SheetLevels(pixels, width: width, height: height, channels: channels)
        let contrast = levels.contrast
        let threshold = max(0.08, 6 * median(contrast))
        guard contrast.contains(where: { $0 >= threshold }) else {
            throw refuse(
                "the sheet is blank: nothing stands out from the paper", "draw a digit with a thick pen")
        }
        let first: Selection
        let second: Selection
        do {
            first = try Selection(contrast.map { $0 >= threshold }, levels)
            // Lines of ruled paper and shadows that touch the digit are paler than its ink.
            let ink = first.strength * 0.4
            second = try Selection(contrast.indices.map { first.isInk[$0] && contrast[$0] >= ink }, levels)
        } catch let problem as Selection.Problem {
            throw refuse(problem.what, problem.hint)
        }
        var remarks = first.remarks
        if second.area * 10 < first.area * 7 { remarks.append("what is paler than the digit was left out") }

        var ink = [Scalar](repeating: 0, count: contrast.count)
        for pixel in contrast.indices where second.isNearInk(pixel) && first.isInk[pixel] {
            ink[pixel] = Scalar(min(1, contrast[pixel] / second.strength))
        }
        if levels.isLighter(second.isInk) {
            remarks.append("the ink is lighter than the paper: both were swapped")
        }
        if second.strength < 0.5 {
            let percent = Int((100 * second.strength).rounded())
            remarks.append("the ink is pale (\(percent) %): it was darkened")
        }
        self.ink = Tensor(scalars: ink, shape: [levels.height, levels.width])
        digit = self.ink[second.rows, second.columns]
        self.remarks = remarks
    }
}

/// A sheet made smaller, and how far each pixel is from the colour of the paper.
struct SheetLevels {
    let width: Int
    let height: Int
    /// So many pixels of the sheet, in each direction, became one.
    let scale: Int
    /// The paper's shorter side.
    var side: Int { min(width, height) }
    /// For each pixel the largest difference among its channels, 0…1.
    private(set) var contrast: [Float]
    /// The differences of red, green and blue together: above 0 where the pixel is lighter than the paper.
    private var lightness: [Float]

    init(_ pixels: [UInt8], width: Int, height: Int, channels: Int) {
        // A digit becomes 20 pixels high in the end.
        scale = (max(width, height) + 511) / 512
        (self.width, self.height) = ((width + scale - 1) / scale, (height + scale - 1) / scale)
        contrast = Array(repeating: 0, count: self.width * self.height)
        lightness = contrast
        for channel in 0..<channels {
            let levels = reduced(pixels, width: width, height: height, channels: channels, channel)
            let paper = median(levels)
            for pixel in levels.indices {
                let difference = levels[pixel] - paper
                contrast[pixel] = max(contrast[pixel], abs(difference))
                if channel < 3 { lightness[pixel] += difference }
            }
        }
    }

    /// Whether these pixels are lighter than the paper, on the whole.
    func isLighter(_ pixels: [Bool]) -> Bool {
        pixels.indices.reduce(0) { $0 + (pixels[$1] ? lightness[$1] : 0) } > 0
    }

    /// One channel, each new pixel the mean of the old ones under it. Colours lie on white paper as far as they are
    /// transparent.
    private func reduced(_ pixels: [UInt8], width: Int, height: Int, channels: Int, _ channel: Int) -> [Float] {
        var sums = [Float](repeating: 0, count: self.width * self.height)
        pixels.withUnsafeBufferPointer { pixels in
            for row in 0..<height {
                for column in 0..<width {
                    let place = (row * width + column) * channels
                    var level = Float(pixels[place + channel])
                    if channels == 4, channel < 3 {
                        let opacity = Float(pixels[place + 3])
                        level = (level * opacity + 255 * (255 - opacity)) / 255
                    }
                    sums[row / scale * self.width + column / scale] += level
                }
            }
        }
        for row in 0..<self.height {
            for column in 0..<self.width {
                let count = min(scale, height - row * scale) * min(scale, width - column * scale)
                sums[row * self.width + column] /= 255 * Float(count)
            }
        }
        return sums
    }
}

/// The middle one of numbers from 0 to 1, to a thousandth.
private func median(_ levels: [Float]) -> Float {
    var counts = [Int](repeating: 0, count: 1001)
    for level in levels { counts[Int(level * 1000 + 0.5)] += 1 }
    var below = 0
    for (bin, count) in counts.enumerated() {
        below += count
        if below * 2 > levels.count { return Float(bin) / 1000 }
    }
    return 0
}
