// 14.8 covered
// points: 2
// minutes: 15
// difficulty: medium
// essential: yes
// hint: For one sample: the distance to every center, the smallest of them, and whose it is.
// hint: Count for each center how many samples are nearest to it and within three deviations.
// hint: Both answers come from these counts: how many are at least `least`, and their sum over the number of samples.

import Foundation
import Grading
import Nabla

struct Scatter: Sendable {
    var samples: Tensor, centers: Tensor, deviation: Scalar, least: Int

    /// The squared distance of every sample to every center.
    var squares: Tensor {
        let (n, k) = (samples.shape[0], centers.shape[0])
        return square(samples.reshaped(to: [n, 1, 2]) - centers.reshaped(to: [1, k, 2])).sum(alongAxes: 2)
    }
    var nearest: [Int] { squares.argmin(alongAxis: 1) }
    /// How many samples lie at each center, within so many deviations.
    func counts(within limit: Scalar = 3) -> [Int] {
        let (near, distances) = (nearest, sqrt(squares.min(alongAxes: 1)).scalars)
        return (0..<centers.shape[0]).map { k in
            near.indices.count { near[$0] == k && distances[$0] <= limit * deviation }
        }
    }
    func modes(_ counts: [Int], least: Int? = nil) -> Int { counts.count { $0 >= least ?? self.least } }
    func share(_ counts: [Int]) -> Scalar { Scalar(counts.reduce(0, +)) / Scalar(samples.shape[0]) }
    var right: (modes: Int, good: Scalar) { (modes(counts()), share(counts())) }

    /// A ring of centers. Two of the modes are found, one of them with exactly `least` good samples; two are met too rarely; one
    /// has strays only; and nearly half of the good samples are more than one deviation away.
    init(modes count: Int, least: Int, using generator: inout SeededGenerator) {
        (deviation, self.least) = (Scalar(Int.random(in: 6...10, using: &generator)) / 100, least)
        let turn = generator.nextUniform()
        let places = (0..<count).map { mode -> [Scalar] in
            let angle = 2 * Double.pi * (Double(mode) + turn) / Double(count)
            return [Scalar(2 * cos(angle)), Scalar(2 * sin(angle))]
        }
        centers = Tensor(places)
        let order = Array(0..<count).shuffled(using: &generator)
        var found: [[Scalar]] = []
        let deviation = deviation
        func add(_ mode: Int, _ samples: Int, from low: Scalar, to high: Scalar) {
            for _ in 0..<samples {
                let angle = 2 * Double.pi * generator.nextUniform()
                let radius = deviation * (low + (high - low) * Scalar(generator.nextUniform()))
                found.append([
                    places[mode][0] + radius * Scalar(cos(angle)), places[mode][1] + radius * Scalar(sin(angle)),
                ])
            }
        }
        add(order[0], least + 2, from: 0.2, to: 0.8)
        add(order[0], 3, from: 1.4, to: 2.6)
        add(order[1], 1, from: 0.2, to: 0.8)
        add(order[1], least - 1, from: 1.4, to: 2.6)  // exactly `least` with the one above
        add(order[2], least - 1, from: 0.2, to: 0.8)
        add(order[3], 1, from: 0.2, to: 0.8)
        add(order[4], least + 1, from: 3.3, to: 3.45)  // squared and compared with three deviations, these would count
        add(order[3], 1, from: 0.62 / deviation, to: 0.72 / deviation)
        samples = Tensor(found.shuffled(using: &generator))
    }
}

let covered = Check<Scatter, (modes: Int, good: Scalar)> { c in
    c.inputs { generator in
        [
            Scatter(modes: 7, least: 3, using: &generator), Scatter(modes: 6, least: 4, using: &generator),
            Scatter(modes: 5, least: 2, using: &generator),
        ]
    }
    c.right { $0.right }
    c.wrong("There is no limit: every sample counts at its nearest center. Nearest is not near.") {
        let all = $0.counts(within: .infinity)
        return ($0.modes(all), $0.share(all))
    }
    c.wrong("One sample is enough for a mode. One stray is not a discovery.") {
        ($0.modes($0.counts(), least: 1), $0.right.good)
    }
    c.wrong(.meanOfRatios, "The fraction was taken at each center and then averaged. Every sample counts the same.") {
        x in
        let (near, all) = (x.counts(), x.counts(within: .infinity))
        let shares = near.indices.filter { all[$0] > 0 }.map { Scalar(near[$0]) / Scalar(all[$0]) }
        return (x.right.modes, shares.reduce(0, +) / Scalar(shares.count))
    }
    c.wrong("The squared distance was compared with three deviations. Compare lengths with lengths.") { x in
        let (near, squares) = (x.nearest, x.squares.min(alongAxes: 1).scalars)
        let counts = (0..<x.centers.shape[0]).map { k in
            near.indices.count { near[$0] == k && squares[$0] <= 3 * x.deviation }
        }
        return (x.modes(counts), x.share(counts))
    }
    c.wrong("The limit is one deviation. How far out do 99 of 100 points of a cloud lie?") {
        ($0.modes($0.counts(within: 1)), $0.share($0.counts(within: 1)))
    }
    c.wrong("`good` is a number of samples. Of how many?") { ($0.right.modes, Scalar($0.counts().reduce(0, +))) }
    c.wrong("The modes were counted with all their samples, the fraction with the good ones. Use the limit in both.") {
        ($0.modes($0.counts(within: .infinity)), $0.right.good)
    }
    c.wrong("Good samples of modes that were not found were left out. A good sample is good wherever it lies.") { x in
        (x.right.modes, x.share(x.counts().filter { $0 >= x.least }))
    }
    c.wrong(.offByOne, "A mode with exactly `least` good samples was not counted.") {
        ($0.modes($0.counts(), least: $0.least + 1), $0.right.good)
    }
    c.wrong("All centers are counted. How many of them were found?") { ($0.centers.shape[0], $0.right.good) }
    c.wrong("The second number is the fraction of the modes. The fraction of good samples was asked.") {
        ($0.right.modes, Scalar($0.right.modes) / Scalar($0.centers.shape[0]))
    }
    c.wrong("This is the fraction of samples that are not good.") { ($0.right.modes, 1 - $0.right.good) }
    c.constant("the number of good samples a mode needs", [2, 3, 4]) {
        ($0.modes($0.counts(), least: Int($1)), $0.right.good)
    }
    c.accepts("squared distances against squared limits") { x in
        let (near, squares) = (x.nearest, x.squares.min(alongAxes: 1).scalars)
        let limit = 9 * x.deviation * x.deviation
        let counts = (0..<x.centers.shape[0]).map { k in near.indices.count { near[$0] == k && squares[$0] <= limit } }
        return (x.modes(counts), x.share(counts))
    }
}
