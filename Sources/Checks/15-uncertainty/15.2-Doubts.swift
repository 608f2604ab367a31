// 15.2 doubts
// points: 2
// minutes: 15
// difficulty: medium
// essential: yes
// hint: Two of the three numbers are entropies. Write the entropy of one row first, and think of a class with probability 0.
// hint: For the total average the members first, class by class, and then take one entropy. For the noise take one entropy for each
//   member first, and then average.
// hint: `maximum(rows, Tensor(1e-12))` keeps the logarithm finite; the product with a probability of 0 is 0 all the same.

import Foundation
import Grading
import Nabla

typealias SplitDoubt = (total: Scalar, noise: Scalar, disagreement: Scalar)

struct Members: Sendable {
    var probabilities: Tensor

    var count: Scalar { Scalar(probabilities.shape[0]) }
    var mean: Tensor { probabilities.mean(alongAxes: 0) }

    static func entropy(_ row: Tensor) -> Scalar {
        -row.scalars.map { $0 == 0 ? 0 : $0 * log($0) }.reduce(0, +)
    }
    var entropies: [Scalar] { (0..<probabilities.shape[0]).map { Self.entropy(probabilities[$0]) } }
    var noise: Scalar { entropies.reduce(0, +) / count }
    var total: Scalar { Self.entropy(mean) }

    func split(total: Scalar? = nil, noise: Scalar? = nil) -> SplitDoubt {
        let (total, noise) = (total ?? self.total, noise ?? self.noise)
        return (total, noise, total - noise)
    }
    /// The entropy of the mean of the members' scores.
    var throughScores: Scalar {
        let products = exp(log(probabilities).mean(alongAxes: 0))
        return Self.entropy(products / products.sum())
    }
    func openness(_ row: Tensor) -> Scalar { 1 - row.max() }
}

let doubts = Check<Members, SplitDoubt>(input: "probabilities") { c in
    c.inputs { generator in
        [members(3, 4, &generator), members(4, 3, hasUnusedClass: true, &generator)]
    }
    c.right { $0.split() }
    c.wrong(
        .meanOfRatios,
        "The total is the mean of the entropies, so there is never any disagreement. Average the answers first, then ask how open the answer is."
    ) { $0.split(total: $0.noise) }
    c.wrong(
        .meanOfRatios,
        "The members' scores, or the logarithms of their probabilities, were averaged. Members vote with probabilities; scores have another zero for each."
    ) { $0.split(total: $0.throughScores) }
    c.wrong(.convention, "The logarithms have base 2. The task has natural ones.") {
        let two: Scalar = log(2)
        return $0.split(total: $0.total / two, noise: $0.noise / two)
    }
    c.wrong(.average, "The members' entropies were summed. Average over the members.") {
        $0.split(noise: $0.noise * $0.count)
    }
    c.wrong(
        .overflow, "A class that nobody considers made this NaN: 0·ln 0, as written. What does it add to the entropy?"
    ) { input in
        func entropy(_ row: Tensor) -> Scalar { -(row * log(row)).sum() }
        let each = (0..<input.probabilities.shape[0]).map { entropy(input.probabilities[$0]) }
        return input.split(total: entropy(input.mean), noise: each.reduce(0, +) / input.count)
    }
    c.wrong(
        "The disagreement is the variance of the probabilities. Three quantities in one unit were asked, so that they add up.",
        { input in
            let variance = square(input.probabilities - input.mean).mean(alongAxes: 0)
            return (input.total, input.noise, variance.sum())
        },
        { input in
            let variance = square(input.probabilities - input.mean).mean(alongAxes: 0)
            return (input.total, input.noise, variance.mean())
        })
    c.wrong(.sign, "The disagreement is noise − total. Which is larger: the entropy after averaging, or before?") {
        ($0.total, $0.noise, $0.noise - $0.total)
    }
    c.wrong(
        .axis, "The mean was taken over the classes. Who is averaged: the members, or the answers?",
        { $0.split(total: Members.entropy($0.probabilities.mean(alongAxes: 1))) })
    c.wrong("This is 1 − the largest probability. It measures uncertainty too, but the task names the entropy.") {
        input in
        let each = (0..<input.probabilities.shape[0]).map { input.openness(input.probabilities[$0]) }
        return input.split(total: input.openness(input.mean), noise: each.reduce(0, +) / input.count)
    }
    c.wrong(.sign, "Both entropies are negative. ln of a number below 1 is negative; what does the minus do?") {
        (-$0.total, -$0.noise, $0.noise - $0.total)
    }
    c.wrong(
        .average, "The entropy was divided by the number of classes. It is a sum over the classes.",
        { input in
            let classes = Scalar(input.probabilities.shape[1])
            return input.split(total: input.total / classes, noise: input.noise / classes)
        })
    c.wrong("Noise and disagreement are exchanged. What does each member find open by itself?") {
        ($0.total, $0.total - $0.noise, $0.noise)
    }
    c.wrong("The noise is that of the first member alone. All of them are asked.") {
        $0.split(noise: $0.entropies[0])
    }
    c.wrong(
        "The total adds up the entropies of all members. Average the members first, then take one entropy."
    ) {
        $0.split(total: Members.entropy($0.probabilities.reshaped(to: [$0.probabilities.size])))
    }
    c.accepts("the disagreement as a mean Kullback–Leibler divergence from the mean") { input in
        let mean = input.mean.scalars
        let divergences = (0..<input.probabilities.shape[0]).map { member in
            zip(input.probabilities[member].scalars, mean).map { $0 == 0 ? 0 : $0 * log($0 / $1) }.reduce(0, +)
        }
        return (input.total, input.noise, divergences.reduce(0, +) / input.count)
    }
}

/// Members that differ, none the mirror image of another; on request a class that nobody considers.
private func members(
    _ count: Int, _ classes: Int, hasUnusedClass: Bool = false, _ generator: inout SeededGenerator
) -> Members {
    let unused = hasUnusedClass ? Int.random(in: 0..<classes, using: &generator) : -1
    let weights = Tensor(
        scalars: (0..<count * classes).map { place in
            place % classes == unused ? 0 : Scalar(Int.random(in: 1...9, using: &generator))
        }, shape: [count, classes])
    return Members(probabilities: weights / weights.sum(alongAxes: 1, keepingAxes: true))
}
