#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Tensors

/// Capital letters in the digits' handwriting, drawn by the same pen: for a network that knows digits, something that is
/// none. A, E, F, H, K, M, N, R, T and X; those that are also digits, such as O and I, are left out.
public enum WrittenLetters {
    /// The letter of each class.
    public static let names = skeletons.map(\.name)

    /// Draws letters in random order, every ten of them one of each class. A smaller set is the beginning of a larger one.
    ///
    /// Shapes: → count images [count, 28, 28], ink 1 on ground 0; classes count through `names`.
    public static func generate(count: Int, seed: UInt64) -> ImageSet {
        require(count >= 0, "WrittenLetters: expected a count of at least 0, but got \(count)")
        _ = Tensor.sizeToAllocate([count, Pen.side, Pen.side], operation: "WrittenLetters")
        var pixels: [UInt8] = []
        var labels: [Int] = []
        for ten in 0..<(count + 9) / 10 {
            var generator = SeededGenerator(seed: seed << 32 | UInt64(ten))
            for letter in skeletons.indices.shuffled(using: &generator) {
                pixels += SyntheticDigits.picture(of: [skeletons[letter].strokes], using: &generator)
                labels.append(letter)
            }
        }
        return ImageSet(
            pixels: pixels.prefix(count * Pen.side * Pen.side), labels: Array(labels.prefix(count)),
            shape: [Pen.side, Pen.side])
    }
}

/// One way to write each letter.
private let skeletons: [(name: String, strokes: Allograph)] = [
    ("A", Allograph(1, "50 0, 28 50, 6 100", "50 0, 72 50, 94 100", "20 62, 50 62, 80 62")),
    ("E", Allograph(1, "80 2, 46 0, 15 0, 15 0, 14 50, 15 100, 15 100, 50 100, 85 98", "15 50, 44 49, 70 48")),
    ("F", Allograph(1, "86 0, 50 0, 18 2, 18 2, 17 50, 15 100", "17 48, 44 47, 70 46")),
    ("H", Allograph(1, "12 0, 12 50, 10 100", "86 0, 86 50, 84 100", "12 50, 50 49, 86 48")),
    ("K", Allograph(1, "15 0, 15 50, 14 100", "80 2, 50 30, 17 54, 17 54, 50 76, 86 100")),
    ("M", Allograph(1, "5 100, 10 50, 14 2, 14 2, 32 34, 50 66, 50 66, 68 34, 86 2, 86 2, 90 50, 95 100")),
    ("N", Allograph(1, "12 100, 12 50, 12 0, 12 0, 48 50, 86 100, 86 100, 86 50, 86 0")),
    ("R", Allograph(1, "16 100, 16 50, 17 2, 17 2, 55 0, 80 14, 72 40, 40 50, 18 50, 18 50, 50 74, 86 100")),
    ("T", Allograph(1, "5 3, 50 1, 95 0", "50 1, 50 50, 48 100")),
    ("X", Allograph(1, "10 0, 48 50, 88 100", "88 0, 50 50, 10 100")),
]
