import Nabla

/// How sharp softmax is over the scores of ten random keys.
enum Sharpness {
    /// The mean largest weight over many draws of a query and ten keys from N(0, 1), unscaled and divided by √d; and what
    /// w·(1 − w) of the ten weights sums to.
    static func largestWeight(
        width: Int, draws: Int = 2_000, using generator: inout SeededGenerator
    ) -> (unscaled: Double, scaled: Double, deviation: Double, answers: (unscaled: Double, scaled: Double)) {
        let scores = (0..<draws / 100).map { _ in
            let queries = Tensor(randomNormal: [100, 1, width], using: &generator)
            let keys = Tensor(randomNormal: [100, 10, width], using: &generator)
            return (queries * keys).sum(alongAxes: 2)
        }
        let all = Tensor(concatenating: scores, alongAxis: 0)  // [draws, 10]
        let (raw, divided) = (softmax(all), softmax(all / Scalar(width).squareRoot()))
        func answer(_ weights: Tensor) -> Double { Double((weights * (1 - weights)).sum(alongAxes: 1).mean()) }
        return (
            Double(raw.max(alongAxes: 1).mean()), Double(divided.max(alongAxes: 1).mean()),
            Double(square(all).mean().squareRoot()), (answer(raw), answer(divided))
        )
    }

    /// The ten weights, largest first, on average over 500 draws.
    static func example(width: Int, seed: UInt64) -> (unscaled: [Scalar], scaled: [Scalar]) {
        var generator = SeededGenerator(seed: seed)
        let query = Tensor(randomNormal: [500, 1, width], using: &generator)
        let scores = (query * Tensor(randomNormal: [500, 10, width], using: &generator)).sum(alongAxes: 2)
        func sorted(_ weights: Tensor) -> [Scalar] {
            let rows = (0..<500).map { weights[$0].scalars.sorted(by: >) }
            return (0..<10).map { place in rows.reduce(0) { $0 + $1[place] } / 500 }
        }
        return (sorted(softmax(scores)), sorted(softmax(scores / Scalar(width).squareRoot())))
    }
}
