// 9.7 difference
// points: 2
// minutes: 10
// difficulty: medium
// essential: yes
// hint: The seeds were the same on both sides. What should be done with each pair before anything is averaged?
// hint: One list of differences is left. Its mean is the first result; their standard deviation, and how many there are, make the second.
// hint: The error is √(Σ (dᵢ − mean)² / (n − 1) / n).

import Grading
import Nabla

typealias Compared = (mean: Scalar, error: Scalar)

struct Scores {
    var a: [Scalar], b: [Scalar]

    var n: Scalar { Scalar(a.count) }
    var differences: [Scalar] { zip(a, b).map { $1 - $0 } }

    func average(_ x: [Scalar]) -> Scalar { x.reduce(0, +) / Scalar(x.count) }
    /// With n − 1, or with what is given.
    func variance(_ x: [Scalar], less: Scalar = 1) -> Scalar {
        let mean = average(x)
        return x.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (Scalar(x.count) - less)
    }
    func error(_ x: [Scalar]) -> Scalar { (variance(x) / Scalar(x.count)).squareRoot() }

    func compared(mean: Scalar? = nil, error: Scalar? = nil) -> Compared {
        (mean ?? average(differences), error ?? self.error(differences))
    }

    func keeping(_ count: Int) -> Scores { Scores(a: Array(a.prefix(count)), b: Array(b.prefix(count))) }
}

let difference = Check<Scores, Compared> { c in
    c.inputs { generator in [scores(5, &generator), scores(8, &generator), scores(6, &generator)] }
    c.right { $0.compared() }
    c.wrong(
        .pairing,
        "The error is that of two groups without pairs. The seeds were the same on both sides: subtract first, then take the standard deviation.",
        { $0.compared(error: (($0.variance($0.a) + $0.variance($0.b)) / $0.n).squareRoot()) })
    c.wrong(.average, "This is the standard deviation of one difference. How much steadier is the mean of n?") {
        $0.compared(error: $0.variance($0.differences).squareRoot())
    }
    c.wrong(
        .convention,
        "The sum of the squares was divided by n, not n − 1. With one seed, what would it be: zero, or unknown?"
    ) {
        $0.compared(error: ($0.variance($0.differences, less: 0) / $0.n).squareRoot())
    }
    c.wrong("The best of each side were compared. The best of many runs measures how often you tried.") {
        $0.compared(mean: $0.b.max()! - $0.a.max()!)
    }
    c.wrong(.pairing, "The scores were sorted first. After sorting, which run shares its seed with which?") {
        Scores(a: $0.a.sorted(), b: $0.b.sorted()).compared()
    }
    c.wrong(.sign, "The difference is a − b. Positive should mean that b is better.") {
        $0.compared(mean: -$0.average($0.differences))
    }
    c.wrong("This is the variance of the mean. An error has the unit of the scores.") {
        $0.compared(error: $0.variance($0.differences) / $0.n)
    }
    c.wrong("The errors of the two sides were added. Do two independent errors always push the same way?") {
        $0.compared(error: $0.error($0.a) + $0.error($0.b))
    }
    c.wrong("The variance was divided by n twice, or the deviation by n. What is under the root?") {
        $0.compared(error: $0.variance($0.differences).squareRoot() / $0.n)
    }
    c.wrong("The errors of the two sides were subtracted. The differences have a standard deviation of their own.") {
        $0.compared(error: abs($0.error($0.b) - $0.error($0.a)))
    }
    c.wrong("Signs were dropped: each difference counts as a gain. Some seeds may lose.") { input in
        let sizes = input.differences.map { abs($0) }
        return (input.average(sizes), input.error(sizes))
    }
    c.wrong(.average, "This is the sum of the differences. A mean was asked.") {
        $0.compared(mean: $0.differences.reduce(0, +))
    }
    c.wrong(
        "This is the mean of b alone, or of a. By how much do they differ?", { $0.compared(mean: $0.average($0.b)) }
    ) {
        $0.compared(mean: $0.average($0.a))
    }
    c.wrong("The error is 0. Differences that vary leave a doubt.") { $0.compared(error: 0) }
    c.wrong("The error is the range of the differences. How far is their mean off, usually?") {
        $0.compared(error: $0.differences.max()! - $0.differences.min()!)
    }
    c.onlyFirst("seeds", [3, 4]) { $0.keeping($1).compared() }
    c.constant("The number of seeds", [3, 10] as [Scalar]) { input, n in
        input.compared(error: (input.variance(input.differences) / n).squareRoot())
    }
    c.accepts("from the sum of the squares") { input in
        let mean = input.average(input.differences)
        let squares = input.differences.map { $0 * $0 }.reduce(0, +)
        return (mean, ((squares - input.n * mean * mean) / (input.n - 1) / input.n).squareRoot())
    }
}

/// Seeds that move both methods by more than the methods differ; the best of both sides on different seeds.
private func scores(_ count: Int, _ generator: inout SeededGenerator) -> Scores {
    func quarter(_ range: ClosedRange<Int>) -> Scalar { Scalar(Int.random(in: range, using: &generator)) / 4 }
    let seeds = (0..<count).map { Scalar($0) * 1.5 + quarter(0...2) }.shuffled(using: &generator)
    let a = seeds.map { $0 + 4 }
    var b = a.map { $0 + quarter(-2...5) }
    let (top, second) = (a.indices.max { a[$0] < a[$1] }!, (0..<count).randomElement(using: &generator)!)
    if second != top { b[second] = a[top] + 1.75 }
    return Scores(a: a, b: b)
}
