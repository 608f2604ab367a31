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
    (
        "A",
        Allograph(
            1, [(0.50, 0.00), (0.28, 0.50), (0.06, 1.00)], [(0.50, 0.00), (0.72, 0.50), (0.94, 1.00)],
            [(0.20, 0.62), (0.50, 0.62), (0.80, 0.62)])
    ),
    (
        "E",
        Allograph(
            1,
            [
                (0.80, 0.02), (0.46, 0.00), (0.15, 0.00), (0.15, 0.00), (0.14, 0.50), (0.15, 1.00), (0.15, 1.00),
                (0.50, 1.00), (0.85, 0.98),
            ],
            [(0.15, 0.50), (0.44, 0.49), (0.70, 0.48)])
    ),
    (
        "F",
        Allograph(
            1, [(0.86, 0.00), (0.50, 0.00), (0.18, 0.02), (0.18, 0.02), (0.17, 0.50), (0.15, 1.00)],
            [(0.17, 0.48), (0.44, 0.47), (0.70, 0.46)])
    ),
    (
        "H",
        Allograph(
            1, [(0.12, 0.00), (0.12, 0.50), (0.10, 1.00)], [(0.86, 0.00), (0.86, 0.50), (0.84, 1.00)],
            [(0.12, 0.50), (0.50, 0.49), (0.86, 0.48)])
    ),
    (
        "K",
        Allograph(
            1, [(0.15, 0.00), (0.15, 0.50), (0.14, 1.00)],
            [(0.80, 0.02), (0.50, 0.30), (0.17, 0.54), (0.17, 0.54), (0.50, 0.76), (0.86, 1.00)])
    ),
    (
        "M",
        Allograph(
            1,
            [
                (0.05, 1.00), (0.10, 0.50), (0.14, 0.02), (0.14, 0.02), (0.32, 0.34), (0.50, 0.66), (0.50, 0.66),
                (0.68, 0.34), (0.86, 0.02), (0.86, 0.02), (0.90, 0.50), (0.95, 1.00),
            ])
    ),
    (
        "N",
        Allograph(
            1,
            [
                (0.12, 1.00), (0.12, 0.50), (0.12, 0.00), (0.12, 0.00), (0.48, 0.50), (0.86, 1.00), (0.86, 1.00),
                (0.86, 0.50), (0.86, 0.00),
            ])
    ),
    (
        "R",
        Allograph(
            1,
            [
                (0.16, 1.00), (0.16, 0.50), (0.17, 0.02), (0.17, 0.02), (0.55, 0.00), (0.80, 0.14), (0.72, 0.40),
                (0.40, 0.50), (0.18, 0.50), (0.18, 0.50), (0.50, 0.74), (0.86, 1.00),
            ])
    ),
    (
        "T",
        Allograph(
            1, [(0.05, 0.03), (0.50, 0.01), (0.95, 0.00)], [(0.50, 0.01), (0.50, 0.50), (0.48, 1.00)])
    ),
    (
        "X",
        Allograph(
            1, [(0.10, 0.00), (0.48, 0.50), (0.88, 1.00)], [(0.88, 0.00), (0.50, 0.50), (0.10, 1.00)])
    ),
]
