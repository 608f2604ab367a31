import Foundation
import Nabla
import Notebook

/// The expected largest of some standard normal numbers: ∫ z·n·φ(z)·Φ(z)ⁿ⁻¹ dz.
func expectedLargest(of count: Int) -> Double {
    let width = 0.002
    return stride(from: -8.0, to: 8.0, by: width).map { left in
        let z = left + width / 2
        let below = (1 + erf(z / 2.0.squareRoot())) / 2
        return z * Double(count) * exp(-z * z / 2) / (2 * Double.pi).squareRoot() * pow(below, Double(count - 1))
            * width
    }.reduce(0, +)
}

/// The expected best of some networks that are all right with the same probability, judged by so many signals each: exactly,
/// from the binomial distribution.
func expectedBest(of count: Int, accuracy p: Double, signals: Int) -> Double {
    // The probability of so many right as its logarithm: 0.03¹⁰⁰⁰ is 0 in 64 bits.
    var (logarithm, below, mean) = (Double(signals) * log(1 - p), 0.0, 0.0)
    for right in 0..<signals {
        below += exp(logarithm)
        mean += 1 - pow(min(below, 1), Double(count))  // the probability that the best has more right than this
        logarithm += log(Double(signals - right) / Double(right + 1) * p / (1 - p))
    }
    return mean / Double(signals)
}

/// One network, trained from many seeds: candidates that differ by luck.
struct EqualNetworks {
    /// For each seed: how many were right in each of 50 groups of 100 signals.
    let right: [[Int]]
    static let candidate = Candidate(
        kind: .conv7, blocks: 1, width: 16, hasNorm: false, hasSkip: false, rate: 0.01)
}

extension EqualNetworks {
    init(_ data: SearchData, count: Int, steps: Int, seed: UInt64) {
        let candidate = EqualNetworks.candidate
        let bar = progress("equal networks", total: count)
        defer { bar.finish() }
        right = inParallel(0..<count) { number in
            defer { bar.advance() }
            let run = candidate.train(
                data, seed: 10_000 * seed + UInt64(number), steps: steps, schedule: .cosine(steps: steps))
            let answers = candidate.right(run.model, data.validation) + candidate.right(run.model, data.test)
            return (0..<50).map { group in answers[100 * group..<100 * group + 100].count { $0 } }
        }
    }

    /// The accuracy of each on some of the groups.
    func accuracies(on groups: [Int]) -> [Scalar] {
        right.map { row in Scalar(groups.reduce(0) { $0 + row[$1] }) / Scalar(100 * groups.count) }
    }

    struct Gap {
        /// How far the winner stands above the mean of all: where it was chosen, and on the other signals.
        let chosen: Scalar
        let tested: Scalar
        var gap: Scalar { chosen - tested }
    }

    /// Chooses the best by some signals and tests it with the rest, many times, each time other signals.
    func gaps(signals: Int, networks: Int? = nil, repetitions: Int, seed: UInt64) -> [Gap] {
        var generator = SeededGenerator(seed: seed)
        return (0..<repetitions).map { _ in
            let groups = Array(0..<50).shuffled(using: &generator)
            let few = Array(right.indices.shuffled(using: &generator).prefix(networks ?? right.count))
            func above(_ groups: ArraySlice<Int>) -> [Scalar] {
                let all = accuracies(on: Array(groups))
                let mean = few.map { all[$0] }.mean
                return few.map { all[$0] - mean }
            }
            let (validation, test) = (above(groups.prefix(signals / 100)), above(groups.dropFirst(signals / 100)))
            let winner = validation.indices.max { validation[$0] < validation[$1] }!
            return Gap(chosen: validation[winner], tested: test[winner])
        }
    }
}

extension NetworkTable {
    /// The mean of validation minus test of the same training, over all: the validation signals are the easier ones, by luck.
    var offset: Scalar {
        (0..<288).flatMap { number in (0..<2).map { validation[number][$0][4] - test[number][$0] } }.mean
    }

    /// Validation minus test of the best of so many, the sets' own difference removed; the mean over repetitions.
    func winnersGap(of count: Int, repetitions: Int, seed: UInt64) -> Scalar {
        var generator = SeededGenerator(seed: seed)
        return (0..<repetitions).map { _ in
            let entered = (0..<288).shuffled(using: &generator).prefix(count).map { number in
                (number: number, seed: Int.random(in: 0...1, using: &generator))
            }
            let best = entered.max {
                validation[$0.number][$0.seed][4] < validation[$1.number][$1.seed][4]
            }!
            return validation[best.number][best.seed][4] - test[best.number][best.seed] - offset
        }.mean
    }
}
