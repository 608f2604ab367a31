import Nabla
import Notebook

/// What the claims of lesson 06 may ask for: less of a quick run, and something else of the built-in digits.
///
/// The bounds were chosen from the spread over five seeds on either kind of digits.
struct DigitBounds: RunBounds {
    let isBuiltIn: Bool
    let quick: Bool
    /// What the reader of this run must know, because the text speaks of a full run on MNIST.
    let differences: [String]

    init(_ mnist: MNIST, quick: Bool) {
        isBuiltIn = mnist.isBuiltIn
        self.quick = quick
        var differences = [mnist.standInNote].compactMap(\.self)
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
}
