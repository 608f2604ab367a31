import Foundation
import Nabla
import Notebook

/// Pictures that the lesson draws itself, of 64 × 64 pixels in three colors, as tensors [1, 3, 64, 64] in 0…1.
enum Texture: String, CaseIterable {
    case stripes, checks, strokes

    static let side = 64

    func draw(seed: UInt64) -> Tensor {
        switch self {
        case .stripes:
            return Self.painted { x, y in
                let wave = sin(2 * .pi * (5 * y + 0.35 * sin(2 * .pi * 2 * x)))
                return Self.mixed([0.95, 0.78, 0.25], [0.10, 0.22, 0.55], 0.5 + 0.5 * tanh(4 * wave))
            }
        case .checks:
            return Self.painted { x, y in
                (Int(x * 8) + Int(y * 8)).isMultiple(of: 2) ? [0.85, 0.20, 0.18] : [0.97, 0.93, 0.84]
            }
        case .strokes: return Self.brushed(seed: seed)
        }
    }

    /// A gray picture of a ring and a triangle: what a style is to be laid over.
    static var shapes: Tensor {
        painted { x, y in
            let radius = hypot(x - 0.34, y - 0.36)
            let isRing = abs(radius - 0.2) < 0.06
            let isTriangle = y > 0.5 && y < 0.92 && abs(x - 0.7) < 0.55 * (y - 0.5)
            return [Double](repeating: isRing || isTriangle ? 0.2 : 0.8, count: 3)
        }
    }

    /// A color for each pixel; `x` and `y` run from 0 to 1, from the upper left.
    private static func painted(_ color: (_ x: Double, _ y: Double) -> [Double]) -> Tensor {
        let places: [Double] = (0..<side).map { (Double($0) + 0.5) / Double(side) }
        return pictured(places.flatMap { y in places.map { x in color(x, y) } })
    }

    private static func mixed(_ a: [Double], _ b: [Double], _ share: Double) -> [Double] {
        zip(a, b).map { (1 - share) * $0 + share * $1 }
    }

    /// Short strokes of a brush along a flow, one over the other.
    private static func brushed(seed: UInt64) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        let inks: [[Double]] = [
            [0.10, 0.20, 0.45], [0.20, 0.42, 0.70], [0.55, 0.75, 0.88], [0.95, 0.80, 0.35], [0.86, 0.50, 0.20],
        ]
        var pixels = [[Double]](repeating: inks[0], count: side * side)
        for _ in 0..<520 {
            let (x, y) = (Double(side) * generator.nextUniform(), Double(side) * generator.nextUniform())
            let angle = 1.2 * sin(2 * .pi * x / Double(side)) + 0.9 * cos(2 * .pi * y / Double(side))
            let direction = (x: cos(angle), y: sin(angle))
            let ink = inks.randomElement(using: &generator)!
            for along in stride(from: -4.5, through: 4.5, by: 0.5) {
                for across in [-0.6, 0, 0.6] {
                    let column = Int(x + along * direction.x - across * direction.y + Double(side)) % side
                    let row = Int(y + along * direction.y + across * direction.x + Double(side)) % side
                    pixels[row * side + column] = ink
                }
            }
        }
        return pictured(pixels)
    }

    /// Pixels row by row, as a tensor.
    private static func pictured(_ pixels: [[Double]]) -> Tensor {
        Tensor(scalars: pixels.flatMap(\.self).map { Scalar($0) }, shape: [1, side, side, 3])
            .transposed(permutation: [0, 3, 1, 2])
    }
}

extension Tensor {
    /// A picture of a tensor [1, 3, H, W] in 0…1.
    var picture: Picture {
        let bytes = transposed(permutation: [0, 2, 3, 1]).scalars.map { UInt8(255 * Swift.min(Swift.max($0, 0), 1)) }
        return Picture(width: shape[3], height: shape[2], channels: 3, pixels: bytes)
    }
}
