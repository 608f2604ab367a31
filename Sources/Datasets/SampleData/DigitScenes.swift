import Tensors

/// A box around something in an image, by its edges: x grows to the right, y down, (0, 0) is the upper left corner of the
/// image. Coordinates are edges, not pixels: the first pixel lies between 0 and 1.
public struct BoundingBox: Equatable, Sendable {
    public var left: Scalar
    public var top: Scalar
    public var right: Scalar
    public var bottom: Scalar

    public init(left: Scalar, top: Scalar, right: Scalar, bottom: Scalar) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    /// The box with a center and a size.
    public init(centerX: Scalar, centerY: Scalar, width: Scalar, height: Scalar) {
        self.init(
            left: centerX - width / 2, top: centerY - height / 2, right: centerX + width / 2,
            bottom: centerY + height / 2)
    }

    public var width: Scalar { right - left }
    public var height: Scalar { bottom - top }
    public var centerX: Scalar { (left + right) / 2 }
    public var centerY: Scalar { (top + bottom) / 2 }
}

/// Scenes with digits: one to four of them on a black square of 56 pixels, each with its box and its label, for object
/// detection. Made by the kit from the digits it is given: the same digits and seed, the same scenes.
///
///     let scenes = DigitScenes(of: mnist.training, count: 2000, seed: 1)
///     let (image, boxes, labels) = (scenes.images[0], scenes.boxes[0], scenes.labels[0])
///
/// A digit is cut out along its ink, brought to a longer side of 12 to 24 pixels, and set at a random place. Boxes do not
/// touch, and no two centers lie in one cell of an 8-pixel grid; a digit that finds no place in 30 tries is left out, so that
/// there are 2.5 to a scene on average. Its box is the frame it was cut out with: ink reaches all four edges.
///
/// A smaller set is the beginning of a larger one of the same seed.
///
/// Source: the task of H. Hukkelås's MNIST-ObjectDetection, smaller and with random numbers of this kit.
public struct DigitScenes: Sendable {
    /// Height and width of a scene in pixels.
    public static let side = 56
    /// Height and width of the cells that hold one center at most.
    public static let cell = 8
    /// Pixels below this level are no ink when a digit is cut out.
    static let inkLevel: Scalar = 40.0 / 255

    /// Shape: [N, 56, 56]; ink 1 on ground 0.
    public let images: Tensor
    /// The boxes of each scene, in pixels.
    public let boxes: [[BoundingBox]]
    /// The class of each box.
    public let labels: [[Int]]

    public var count: Int { boxes.count }

    /// Makes scenes of the digits of a set, each drawn at random with replacement.
    ///
    /// - Parameters:
    ///   - digits: grey images [N, H, W], ink 1 on ground 0; an image without ink is passed over.
    ///   - count: how many scenes.
    ///   - seed: decides everything.
    public init(of digits: ImageSet, count: Int, seed: UInt64) {
        require(
            digits.images.rank == 3 && digits.count > 0 && count >= 0,
            "DigitScenes: expected images [N, H, W], at least one, and at least 0 scenes, but got \(digits.images.shape) and "
                + "\(count)")
        _ = Tensor.sizeToAllocate([count, Self.side, Self.side], operation: "DigitScenes")
        var generator = SeededGenerator(seed: seed)
        let (side, source) = (Self.side, digits.images.scalars)
        let (height, width) = (digits.images.shape[1], digits.images.shape[2])
        var pixels = [Scalar](repeating: 0, count: count * side * side)
        var (boxes, labels): ([[BoundingBox]], [[Int]]) = ([], [])
        for scene in 0..<count {
            var (placed, names): ([BoundingBox], [Int]) = ([], [])
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let number = Int.random(in: 0..<digits.count, using: &generator)
                let longer = Int.random(in: 12...24, using: &generator)
                let start = number * height * width
                guard
                    let glyph = Glyph(
                        source[start..<start + height * width], width: width, longerSide: longer)
                else { continue }
                guard let box = Self.place(glyph, beside: placed, using: &generator) else { continue }
                glyph.draw(at: box, into: &pixels, of: scene)
                placed.append(box)
                names.append(digits.labels[number])
            }
            boxes.append(placed)
            labels.append(names)
        }
        images = Tensor(scalars: pixels, shape: [count, side, side])
        (self.boxes, self.labels) = (boxes, labels)
    }

    private init(images: Tensor, boxes: [[BoundingBox]], labels: [[Int]]) {
        (self.images, self.boxes, self.labels) = (images, boxes, labels)
    }

    /// Some of the scenes, counted from the first.
    public func part(_ range: Range<Int>) -> DigitScenes {
        DigitScenes(images: images[range], boxes: Array(boxes[range]), labels: Array(labels[range]))
    }

    /// A free place, or nil after 30 tries.
    private static func place(
        _ glyph: Glyph, beside placed: [BoundingBox], using generator: inout SeededGenerator
    ) -> BoundingBox? {
        func cell(_ box: BoundingBox) -> [Int] {
            [Int(box.centerY) / Self.cell, Int(box.centerX) / Self.cell]
        }
        for _ in 0..<30 {
            let left = Scalar(Int.random(in: 0...side - glyph.width, using: &generator))
            let top = Scalar(Int.random(in: 0...side - glyph.height, using: &generator))
            let box = BoundingBox(
                left: left, top: top, right: left + Scalar(glyph.width), bottom: top + Scalar(glyph.height))
            let isFree = placed.allSatisfy { other in
                let isApart =
                    box.right < other.left || other.right < box.left || box.bottom < other.top
                    || other.bottom < box.top
                return isApart && cell(box) != cell(other)
            }
            if isFree { return box }
        }
        return nil
    }
}

/// The ink of one digit, cut out and brought to its size.
private struct Glyph {
    let width: Int
    let height: Int
    let pixels: [Scalar]

    /// Nil where there is no ink.
    init?(_ image: ArraySlice<Scalar>, width columns: Int, longerSide: Int) {
        let ink = image.indices.filter { image[$0] >= DigitScenes.inkLevel }.map { $0 - image.startIndex }
        guard let first = ink.first, let last = ink.last else { return nil }
        let (top, bottom) = (first / columns, last / columns + 1)
        let left = ink.map { $0 % columns }.min()!
        let right = ink.map { $0 % columns }.max()! + 1
        let scale = Scalar(longerSide) / Scalar(max(right - left, bottom - top))
        width = max(2, Int((Scalar(right - left) * scale).rounded()))
        height = max(2, Int((Scalar(bottom - top) * scale).rounded()))
        let (across, down) = (
            Self.parts(of: right - left, on: width), Self.parts(of: bottom - top, on: height)
        )
        var pixels: [Scalar] = []
        pixels.reserveCapacity(width * height)
        for rows in down {
            for columnsThere in across {
                var sum: Scalar = 0
                for (row, rowPart) in rows {
                    for (column, part) in columnsThere {
                        sum += rowPart * part * image[image.startIndex + (top + row) * columns + left + column]
                    }
                }
                pixels.append(sum)
            }
        }
        self.pixels = pixels
    }

    /// Area averaging: of which old pixels each new one is made, and what part of it each is.
    private static func parts(of old: Int, on new: Int) -> [[(place: Int, part: Scalar)]] {
        let step = Scalar(old) / Scalar(new)
        return (0..<new).map { pixel in
            let (start, end) = (Scalar(pixel) * step, Scalar(pixel + 1) * step)
            return (Int(start)..<min(old, Int(end.rounded(.up)))).compactMap { place in
                let common = min(end, Scalar(place + 1)) - max(start, Scalar(place))
                return common > 0 ? (place, common / step) : nil
            }
        }
    }

    func draw(at box: BoundingBox, into scenes: inout [Scalar], of scene: Int) {
        let side = DigitScenes.side
        let corner = (scene * side + Int(box.top)) * side + Int(box.left)
        for row in 0..<height {
            for column in 0..<width { scenes[corner + row * side + column] = pixels[row * width + column] }
        }
    }
}
