import Foundation
import Nabla
import Notebook

/// Kendall's rank correlation: agreeing pairs minus disagreeing ones, divided by all.
func kendall(_ a: [Scalar], _ b: [Scalar]) -> Scalar {
    a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
            var sum = 0
            for i in 0..<a.count {
                for j in 0..<i {
                    let product = (a[i] - a[j]) * (b[i] - b[j])
                    sum += product > 0 ? 1 : product < 0 ? -1 : 0
                }
            }
            return Scalar(2 * sum) / Scalar(a.count * (a.count - 1))
        }
    }
}

extension [Scalar] {
    var mean: Scalar { reduce(0, +) / Scalar(count) }

    /// With n − 1 below the sum of squares.
    var deviation: Scalar {
        let mean = mean
        return (map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Scalar(count - 1)).squareRoot()
    }

    /// The value below which this part of all lies.
    func quantile(_ part: Scalar) -> Scalar {
        let sorted = sorted()
        return sorted[Int((part * Scalar(count - 1)).rounded())]
    }
}

extension NetworkTable {
    /// By how much two seeds of a network differ, as a standard deviation: from the squares of the differences.
    func seedDeviation(of numbers: [Int]? = nil) -> Scalar {
        let squares = (numbers ?? Array(0..<288)).map { number -> Scalar in
            let difference = validation[number][0][4] - validation[number][1][4]
            return difference * difference
        }
        return (squares.mean / 2).squareRoot()
    }

    /// Explained variance of a gene: the variance of the means of its options, divided by the variance of all accuracies.
    func explained(byGene gene: Int) -> Scalar {
        let all = accuracies()
        let options = Candidate.all.map { $0.genes[gene] }
        let means = (0..<Candidate.optionCounts[gene]).map { option in
            all.indices.filter { options[$0] == option }.map { all[$0] }.mean
        }
        let mean = all.mean
        func squares(_ x: [Scalar]) -> Scalar { x.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) }
        return squares(options.map { means[$0] }) / squares(all)
    }
}

/// Many searches with each method, and what they found at each budget.
struct MethodStudy {
    let budgets: [Int]
    /// By method and budget: the quality of the network that each repetition chose.
    private(set) var found: [Method: [[Scalar]]] = [:]

    init(_ table: NetworkTable, budgets: [Int], repetitions: Int, seed: UInt64) {
        self.budgets = budgets
        let quality = table.quality
        for (place, method) in Method.allCases.enumerated() {
            var generator = SeededGenerator(seed: 100 * seed + UInt64(place))
            var rows = [[Scalar]](repeating: [], count: budgets.count)
            for _ in progress("\(method.rawValue) search", 0..<repetitions) {
                // Halving has to know its budget beforehand. The others are stopped earlier.
                let longest = method == .halving ? nil : method.run(table, budget: budgets.max()!, using: &generator)
                for (row, budget) in budgets.enumerated() {
                    let search = longest ?? method.run(table, budget: budget, using: &generator)
                    let chosen = search.steps[search.best(within: Scalar(budget))!].number
                    rows[row].append(quality[chosen])
                }
            }
            found[method] = rows
        }
    }

    func qualities(_ method: Method, budget: Int) -> [Scalar] { found[method]![budgets.firstIndex(of: budget)!] }

    /// How often a search with this method finds a better network than a random one, as good a one, a worse one: over
    /// all pairs of repetitions.
    func againstRandom(_ method: Method, budget: Int) -> (wins: Scalar, ties: Scalar, losses: Scalar) {
        let (mine, other) = (qualities(method, budget: budget), qualities(.random, budget: budget).sorted())
        var (wins, losses) = (0, 0)
        for value in mine {
            wins += other.partitioningIndex { $0 >= value }
            losses += other.count - other.partitioningIndex { $0 > value }
        }
        let all = Scalar(mine.count * other.count)
        return (Scalar(wins) / all, 1 - Scalar(wins + losses) / all, Scalar(losses) / all)
    }
}

extension [Scalar] {
    /// Of a sorted list: the first place at which this holds, by bisection.
    fileprivate func partitioningIndex(where holds: (Scalar) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// The ranks of all candidates, from 1, after so many steps with one of the seeds; of equal ones the first is better.
func ranks(_ table: NetworkTable, after steps: Int, seed: Int) -> [Int] {
    let all = table.accuracies(after: steps, seed: seed)
    var ranks = [Int](repeating: 0, count: 288)
    for (place, number) in all.indices.sorted(by: { (all[$0], $1) > (all[$1], $0) }).enumerated() {
        ranks[number] = place + 1
    }
    return ranks
}

/// How many of those that are best in the end halving drops, if all 288 candidates start.
func droppedByHalving(_ table: NetworkTable, seed: Int, ofFinal count: Int) -> Int {
    var alive = Array(0..<288)
    for steps in CandidateRun.milestones.dropLast() {
        let ranks = ranks(table, after: steps, seed: seed)
        alive = Array(alive.sorted { ranks[$0] < ranks[$1] }.prefix(alive.count / 2))
    }
    let last = ranks(table, after: 1000, seed: seed)
    return (0..<288).count { last[$0] <= count && !alive.contains($0) }
}
