#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Tensors

/// Digits that the kit writes itself, for a machine without data and without a network.
package enum SyntheticDigits {
    package static let trainingCount = 12_000
    package static let testCount = 2_000

    /// Generates digits in random order, every ten of them one of each class.
    ///
    /// Each ten has a generator of its own: a smaller set is the beginning of a larger one.
    package static func generate(count: Int, seed: UInt64) -> ImageSet {
        var pixels: [UInt8] = []
        var labels: [Int] = []
        pixels.reserveCapacity(count * Pen.side * Pen.side)
        for ten in 0..<(count + 9) / 10 {
            var generator = SeededGenerator(seed: seed << 32 | UInt64(ten))
            for digit in (0...9).shuffled(using: &generator) {
                pixels += picture(of: allographs[digit], using: &generator)
                labels.append(digit)
            }
        }
        return ImageSet(
            pixels: pixels.prefix(count * Pen.side * Pen.side), labels: Array(labels.prefix(count)),
            shape: [Pen.side, Pen.side])
    }

    /// One character in one of its ways, written with a pen of its own.
    static func picture(of ways: [Allograph], using generator: inout SeededGenerator) -> [UInt8] {
        let strokes = Hand().write(ways, using: &generator)
        let radius = 1.15 * exp(0.25 * generator.normal())
        return Pen(radius: radius, rim: Double.random(in: 0.9..<1.7, using: &generator)).draw(strokes)
    }
}
