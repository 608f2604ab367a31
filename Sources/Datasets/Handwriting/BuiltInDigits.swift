#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Digits that the kit writes itself, for a machine without data and without a network.
enum BuiltInDigits {
    /// Writes `count` digits in random order, all classes equally often.
    static func make(count: Int, using generator: inout SeededGenerator) -> (pixels: [UInt8], labels: [Int]) {
        let labels = (0..<count).map { $0 % 10 }.shuffled(using: &generator)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(count * Pen.side * Pen.side)
        let hand = Hand()
        for label in labels {
            let strokes = hand.write(label, using: &generator)
            let pen = Pen(
                radius: 1.30 * exp(0.25 * generator.normal()), rim: Double.random(in: 0.9..<1.7, using: &generator))
            pixels += pen.draw(strokes)
        }
        return (pixels, labels)
    }
}
