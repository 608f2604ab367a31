// Drawing a class: what a network that writes, plays or generates does with its probabilities.

/// Categorical distribution: draws class k with probability p[k], once for each row.
///
/// A number u is drawn evenly from 0 to 1; the class is the first k with p₀ + … + pₖ > u. A class of probability 0 is
/// never drawn. For n draws from one row: `p.broadcast(to: [n, K])`.
///
/// Shapes: [N, K], rows that sum to 1 → N class numbers in 0..<K; [K] → one.
public func categoricalSample(probabilities: Tensor, using generator: inout SeededGenerator) -> [Int] {
    require(
        (1...2).contains(probabilities.rank) && probabilities.shape.last! > 0,
        "categoricalSample: expected probabilities [N, K] or [K], but got shape \(probabilities.shape)")
    let classes = probabilities.shape.last!
    let scalars = probabilities.scalars.map { Double($0) }
    return stride(from: 0, to: scalars.count, by: classes).map { start in
        let row = scalars[start..<(start + classes)]
        let total = row.reduce(0, +)
        require(
            row.allSatisfy { $0 >= 0 } && (total - 1).magnitude < 1e-3,
            "categoricalSample: expected probabilities, at least 0 and with the sum 1, but row \(start / classes) goes from "
                + "\(row.min()!) to \(row.max()!) and sums to \(total); did you mean scores:?")
        return generator.nextIndex(weights: row)
    }
}

/// Categorical distribution of scores (logits): draws class k with probability softmax(s/T)[k], once for each row.
///
/// Below T = 1 the temperature sharpens the distribution, near 0 the largest score always wins; above 1 it flattens it.
///
/// Shapes: [N, K] → N class numbers in 0..<K; [K] → one. Requires: temperature above 0; a score of −∞ is never drawn.
public func categoricalSample(
    scores: Tensor, temperature: Scalar = 1, using generator: inout SeededGenerator
) -> [Int] {
    require(
        temperature > 0,
        "categoricalSample: expected a temperature above 0, but got \(temperature); argmax takes the largest score")
    return categoricalSample(probabilities: softmax(scores / temperature), using: &generator)
}

extension SeededGenerator {
    /// Draws an index with a probability in proportion to its weight. Weights are at least 0 and not all 0.
    package mutating func nextIndex(weights: some Collection<Double>) -> Int {
        let u = nextUniform() * weights.reduce(0, +)
        var (sum, last) = (0.0, 0)
        for (index, weight) in weights.enumerated() where weight > 0 {
            sum += weight
            last = index
            if sum > u { break }
        }
        return last
    }
}
