import Nabla

/// How sharp softmax is over the scores of ten random keys.
enum Sharpness {
    /// The mean largest weight over many draws of a query and ten keys from N(0, 1), unscaled and divided by √d.
    static func largestWeight(
        width: Int, draws: Int = 2_000, using generator: inout SeededGenerator
    ) -> (unscaled: Double, scaled: Double, deviation: Double) {
        let scores = (0..<draws / 100).map { _ in
            let queries = Tensor(randomNormal: [100, 1, width], using: &generator)
            let keys = Tensor(randomNormal: [100, 10, width], using: &generator)
            return (queries * keys).sum(alongAxes: 2)
        }
        let all = Tensor(concatenating: scores, alongAxis: 0)  // [draws, 10]
        let root = Scalar(width).squareRoot()
        return (
            Double(softmax(all).max(alongAxes: 1).mean()), Double(softmax(all / root).max(alongAxes: 1).mean()),
            Double(square(all).mean().squareRoot())
        )
    }

    /// The ten weights of one draw, largest first.
    static func example(width: Int, seed: UInt64) -> (unscaled: [Scalar], scaled: [Scalar]) {
        var generator = SeededGenerator(seed: seed)
        let query = Tensor(randomNormal: [1, width], using: &generator)
        let scores = matmul(query, Tensor(randomNormal: [10, width], using: &generator).transposed())
        return (
            softmax(scores).scalars.sorted(by: >), softmax(scores / Scalar(width).squareRoot()).scalars.sorted(by: >)
        )
    }
}
