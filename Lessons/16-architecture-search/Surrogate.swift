import Foundation
import Nabla

/// Guesses the accuracy of every candidate from those that were trained: a normal distribution over all 288 at once
/// (a Gaussian process). Candidates that share genes are expected to be alike.
struct Surrogate {
    /// The guess for each candidate. Shape: [288].
    private(set) var mean = Tensor(zeros: [288]) + 0.5
    /// How guesses vary together. Shape: [288, 288].
    private(set) var covariance = Surrogate.prior

    /// Before anything is trained: 0.2² in common, and 0.05² for every gene that two candidates share.
    static let prior: Tensor = {
        let genes = Candidate.all.map(\.genes)
        let columns = Candidate.optionCounts.enumerated().flatMap { gene, count in
            (0..<count).map { option in Tensor(genes.map { $0[gene] == option ? 1 : 0 }) }
        }
        let oneHot = Tensor(scalars: columns.flatMap { $0.scalars }, shape: [columns.count, 288])
        return matmul(oneHot.transposed(), oneHot) * (0.05 * 0.05) + 0.2 * 0.2
    }()

    /// What the luck of a seed adds to a score.
    static let noise: Scalar = 0.02

    /// Takes in a score: the guesses for all candidates move with the one that was trained, and are the surer for it.
    mutating func learn(_ number: Int, _ score: Scalar) {
        let column = covariance[.all, number]
        let variance = column[number].item + Surrogate.noise * Surrogate.noise
        mean = mean + column * ((score - mean[number].item) / variance)
        covariance = covariance - column.expanded(atAxis: 1) * (column / variance).expanded(atAxis: 0)
    }

    /// How sure each guess is.
    var deviations: [Scalar] {
        let all = covariance.scalars
        return (0..<288).map { max(all[$0 * 289], 0).squareRoot() }
    }

    func improvements(over best: Scalar) -> [Scalar] {
        zip(mean.scalars, deviations).map { expectedImprovement(mean: $0, deviation: $1, over: best) }
    }
}

/// By how much a normal guess is expected to exceed the best, where less counts as 0: (μ − best)·Φ(z) + σ·φ(z).
func expectedImprovement(mean: Scalar, deviation: Scalar, over best: Scalar) -> Scalar {
    let gain = mean - best
    if deviation == 0 { return max(gain, 0) }
    let z = gain / deviation
    let density = exp(-z * z / 2) / (2 * Scalar.pi).squareRoot()
    return gain * normalBelow(z) + deviation * density
}

/// Φ(z): the probability that a standard normal number lies below z.
func normalBelow(_ z: Scalar) -> Scalar { (1 + erf(z / Scalar(2).squareRoot())) / 2 }
