import CPixels

/// Pixels in rows from the top left, 8 bits a channel: 1 grey, 3 red-green-blue, 4 with opacity.
public struct Picture: Equatable, Sendable {
    public let width: Int
    public let height: Int
    public let channels: Int
    public let pixels: [UInt8]
    /// What a file says about itself: Title, Description, Source, Software.
    public var metadata: [String: String] = [:]

    public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        require(
            width > 0 && height > 0 && [1, 3, 4].contains(channels)
                && pixels.count == width * height * channels,
            "Picture: expected width × height × channels bytes with 1, 3 or 4 channels, but got \(pixels.count)"
                + " bytes for \(width) × \(height) × \(channels); check the order of the numbers")
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// The parts of one pixel: red, green, blue and opacity, 0…255.
    public func pixel(row: Int, column: Int) -> (red: UInt8, green: UInt8, blue: UInt8, opacity: UInt8) {
        require(
            row >= 0 && row < height && column >= 0 && column < width,
            "Picture.pixel: expected a row below \(height) and a column below \(width),"
                + " but got \(row), \(column); row 0 is the top")
        let place = (row * width + column) * channels
        switch channels {
        case 1: return (pixels[place], pixels[place], pixels[place], 255)
        case 3: return (pixels[place], pixels[place + 1], pixels[place + 2], 255)
        default: return (pixels[place], pixels[place + 1], pixels[place + 2], pixels[place + 3])
        }
    }

    /// Grey levels from 0 (black) to 1 (white), row by row; what is transparent lies on white paper.
    public var greyLevels: [Double] {
        [Double](unsafeUninitializedCapacity: width * height) { levels, count in
            pixels.withUnsafeBufferPointer { pixels in
                for index in 0..<width * height {
                    let place = index * channels
                    let red = Double(pixels[place])
                    guard channels > 1 else {
                        levels[index] = red / 255
                        continue
                    }
                    let grey =
                        (0.299 * red + 0.587 * Double(pixels[place + 1]) + 0.114 * Double(pixels[place + 2]))
                        / 255
                    let cover = channels == 4 ? Double(pixels[place + 3]) / 255 : 1
                    levels[index] = cover * grey + 1 - cover
                }
            }
            count = width * height
        }
    }

    /// Writes the pixels as Cairo wants them: blue, green, red, opacity, the colours multiplied by opacity.
    ///
    /// - Parameter stride: bytes from one row of the target to the next.
    func writePremultiplied(to target: UnsafeMutablePointer<UInt8>, stride: Int) {
        nabla_premultiplied_of_pixels(pixels, Int32(channels), width, height, target, stride)
    }
}

extension Picture {
    /// Pixels as Cairo has them, blue, green, red, opacity, the colours multiplied by opacity.
    init(premultiplied bytes: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int) {
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 4) { buffer, count in
            nabla_pixels_of_premultiplied(bytes, stride, width, height, buffer.baseAddress!)
            count = width * height * 4
        }
        self.init(width: width, height: height, channels: 4, pixels: pixels)
    }

    /// Colours a grid of numbers, one pixel each. The range runs from the lowest colour to the highest.
    init(_ values: [Double], width: Int, height: Int, map: ColorMap, range: ClosedRange<Double>) {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(values.count * 3)
        for value in values {
            let (red, green, blue) = map.color(at: range.share(of: value)).bytes
            pixels += [red, green, blue]
        }
        self.init(width: width, height: height, channels: 3, pixels: pixels)
    }
}
