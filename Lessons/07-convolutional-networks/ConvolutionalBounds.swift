import Foundation
import Nabla

/// What the claims of lesson 07 may ask for: less of a quick run and of the built-in digits.
struct ConvolutionalBounds {
    let isFull: Bool
    /// What the reader of this run must know, because the text speaks of a full run on MNIST.
    let differences: [String]

    init(_ mnist: MNIST, quick: Bool) {
        isFull = !quick && !mnist.isBuiltIn
        var differences = [mnist.standInNote].compactMap(\.self)
        if quick {
            differences.append(
                """
                This is a quick run; **the text speaks of the full run**. The networks learn from a tenth of the \
                images or fewer, the experiments have one start each and fewer steps. Accuracies are lower, and \
                differences between networks smaller or not yet there.
                """)
        }
        self.differences = differences
    }

    /// The bound for a full run on MNIST, or for any other.
    func callAsFunction(_ full: Scalar, _ other: Scalar) -> Scalar { isFull ? full : other }
}

/// Measures pieces of work in turn.
enum Stopwatch {
    /// The shortest time of each in milliseconds, over several rounds: what disturbs makes a run longer, never shorter.
    static func fastest(
        of rounds: Int, _ works: [(name: String, run: () -> Void)]
    ) -> [(name: String, milliseconds: Double)] {
        var best = [Double](repeating: .infinity, count: works.count)
        for _ in 0..<rounds {
            for (index, work) in works.enumerated() {
                let start = DispatchTime.now().uptimeNanoseconds
                work.run()
                best[index] = min(best[index], Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
            }
        }
        return zip(works, best).map { ($0.name, $1) }
    }
}
