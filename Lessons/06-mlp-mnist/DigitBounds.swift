import Nabla

/// What the claims of lesson 06 may ask for: less of a quick run, and something else of the built-in digits.
///
/// The bounds were chosen from the spread over five seeds on either kind of digits.
struct DigitBounds {
    let isBuiltIn: Bool
    let quick: Bool
    /// What the reader of this run must know, because the text speaks of a full run on MNIST.
    let differences: [String]

    init(_ mnist: MNIST, quick: Bool) {
        isBuiltIn = mnist.isBuiltIn
        self.quick = quick
        var differences: [String] = []
        if isBuiltIn {
            differences.append(
                """
                MNIST is not here. This run uses digits that the kit writes itself, \
                \(formatted(Double(mnist.training.count), decimals: 0)) to learn from and \
                \(formatted(Double(mnist.test.count), decimals: 0)) to test with. **The text speaks of MNIST: its \
                numbers are not those of this run.** To get MNIST: `swift run lesson data fetch mnist`.
                """)
        }
        if quick {
            let fewer =
                isBuiltIn
                ? "The experiments have fewer images, starts and steps."
                : """
                The networks learn from 11,000 images instead of 55,000, and the experiments have fewer images, \
                starts and steps. Where the text says that a network is right 98 times in 100, this one has \
                about 95. The averages and the unused pixels are those of all images.
                """
            differences.append("This is a quick run; **the text speaks of the full run**. " + fewer)
        }
        self.differences = differences
    }

    /// The bound for this run.
    func callAsFunction(
        _ full: Scalar, quick quickOnMNIST: Scalar, builtIn: Scalar, quickBuiltIn: Scalar
    ) -> Scalar {
        isBuiltIn ? (quick ? quickBuiltIn : builtIn) : (quick ? quickOnMNIST : full)
    }
}

extension ImageSet {
    /// Some of the pictures, counted from the first.
    func part(_ range: Range<Int>) -> ImageSet {
        ImageSet(images: images[range], labels: Array(labels[range]))
    }

    /// The pictures with these numbers.
    func picked(_ rows: [Int]) -> ImageSet {
        ImageSet(images: images.gathering(rows), labels: rows.map { labels[$0] })
    }
}

/// Writes a share for a reader: 0.9803 becomes "98.0 %".
func percent(_ share: Scalar, decimals: Int = 1) -> String {
    formatted(100 * Double(share), decimals: decimals) + " %"
}

/// Writes a number for a reader, with a fixed number of decimals.
func decimals(_ places: Int, _ value: Scalar) -> String { formatted(Double(value), decimals: places) }

/// Writes numbers for a reader, side by side.
func decimals(_ places: Int, _ values: [Scalar]) -> String {
    values.map { decimals(places, $0) }.joined(separator: "  ")
}

/// Writes shares for a reader, side by side.
func percent(_ shares: [Scalar], decimals: Int = 1) -> String {
    shares.map { percent($0, decimals: decimals) }.joined(separator: "  ")
}
