// 16.5 kendall
// points: 2
// minutes: 15
// difficulty: easy
// hint: Take two of the networks. What tells you that the lists agree about them, and what that one is tied?
// hint: The product of the two differences, (aᵢ − aⱼ)·(bᵢ − bⱼ), is positive, negative or 0. Only its sign counts.
// hint: Each pair once: j runs below i. That makes n(n − 1)/2 pairs, and every one of them is in the denominator.

import Grading
import Nabla

struct Runs: Sendable {
    var a: [Scalar], b: [Scalar]

    var n: Int { a.count }
    var allPairs: [(i: Int, j: Int)] { (0..<n).flatMap { i in (0..<i).map { (i, $0) } } }
    func sign(_ x: Scalar) -> Scalar { x > 0 ? 1 : x < 0 ? -1 : 0 }
    func verdict(_ pair: (i: Int, j: Int)) -> Scalar {
        sign((a[pair.i] - a[pair.j]) * (b[pair.i] - b[pair.j]))
    }
    var verdicts: [Scalar] { allPairs.map(verdict) }
    var agreeing: Scalar { Scalar(verdicts.count { $0 > 0 }) }
    var disagreeing: Scalar { Scalar(verdicts.count { $0 < 0 }) }
    var tied: Scalar { pairs - agreeing - disagreeing }
    var difference: Scalar { agreeing - disagreeing }
    var pairs: Scalar { Scalar(n * (n - 1) / 2) }

    /// Pairs that a list orders.
    func ordered(_ x: [Scalar]) -> Scalar { Scalar(allPairs.count { x[$0.i] != x[$0.j] }) }
    func correlation(_ x: [Scalar], _ y: [Scalar]) -> Scalar {
        let (p, q) = (Tensor(x) - Tensor(x).mean(), Tensor(y) - Tensor(y).mean())
        return dot(p, q) / (dot(p, p) * dot(q, q)).squareRoot()
    }
    /// Ranks from 1, equal scores sharing the mean of theirs.
    func ranks(_ x: [Scalar]) -> [Scalar] {
        x.map { value in
            let (below, equal) = (x.count { $0 < value }, x.count { $0 == value })
            return Scalar(below) + Scalar(equal + 1) / 2
        }
    }
}

let kendall = Check<Runs, Scalar>(result: "tau") { c in
    c.inputs { generator in [runs(7, &generator), runs(8, &generator), runs(9, &generator)] }
    c.right { $0.difference / $0.pairs }
    c.wrong(.convention, "This is the correlation of the scores. Only their order is asked: stretch one list and try.")
    {
        $0.correlation($0.a, $0.b)
    }
    c.wrong(.convention, "This is the correlation of the ranks, another measure of order. The task counts pairs.") {
        $0.correlation($0.ranks($0.a), $0.ranks($0.b))
    }
    c.wrong(.tie, "Tied pairs count as agreement. Do two lists agree about a pair that one of them does not order?") {
        ($0.difference + $0.tied) / $0.pairs
    }
    c.wrong(.tie, "Tied pairs count as disagreement. They count neither for nor against.") {
        ($0.difference - $0.tied) / $0.pairs
    }
    c.wrong(.average, "Divided by n². How many pairs are there?") { $0.difference / Scalar($0.n * $0.n) }
    c.wrong(.pairing, "Both lists were sorted first. After sorting, which run belongs to which network?") { input in
        let sorted = Runs(a: input.a.sorted(), b: input.b.sorted())
        return sorted.difference / sorted.pairs
    }
    c.wrong("This is the share of agreeing pairs. What would two random orders give: 0, or ½?") {
        $0.agreeing / $0.pairs
    }
    c.wrong(.twice, "Every pair was counted twice. Pair (i, j) is pair (j, i).") { 2 * $0.difference / $0.pairs }
    c.wrong("Only neighbours in the list were compared. Every two networks are a pair.") { input in
        (1..<input.n).map { input.verdict(($0, $0 - 1)) }.reduce(0, +) / Scalar(input.n - 1)
    }
    c.wrong(.convention, "Tied pairs are missing in the denominator. Here they count as pairs.") {
        $0.difference / ($0.agreeing + $0.disagreeing)
    }
    c.wrong(.convention, "Divided by the root of both counts of untied pairs (τ-b). Here every pair counts.") {
        $0.difference / ($0.ordered($0.a) * $0.ordered($0.b)).squareRoot()
    }
    c.wrong("This is the difference of the counts. Divide it by the number of pairs.") { $0.difference }
    c.accepts("every pair twice, and twice as many pairs") { 2 * $0.difference / Scalar($0.n * ($0.n - 1)) }
    c.opposite("The sign is turned. A pair agrees if both differences have the same sign.")
}

/// Hundredths, one tie in each list, of different pairs; more disagreeing pairs than tied ones, and more agreeing.
private func runs(_ count: Int, _ generator: inout SeededGenerator) -> Runs {
    while true {
        let short = (0..<count).map { _ in Int.random(in: 55...85, using: &generator) }
        let long = short.map { $0 + Int.random(in: -2...22, using: &generator) }
        let drawn = Runs(a: short.map { Scalar($0) / 100 }, b: long.map { Scalar($0) / 100 })
        let ties = [drawn.a, drawn.b].map { drawn.pairs - drawn.ordered($0) }
        if ties == [1, 1], drawn.tied == 2, drawn.disagreeing > 2, drawn.difference > 2 { return drawn }
    }
}
