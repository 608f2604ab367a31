// 16.4 evolve
// points: 3
// minutes: 20
// difficulty: medium
// hint: One round in four lines: find the parent, copy it, change the copy, let one come and one go.
// hint: Only the candidates are asked for their score. Where does the child stand, and where stands the oldest?
// hint: The child goes to the end with `append`, and `removeFirst` takes the oldest. The parent stays where it is, unchanged.

import Grading
import Nabla

struct Population: Sendable {
    var population: [[Int]], weights: [Scalar], candidates: [[Int]], genes: [Int], values: [Int]

    func score(_ genes: [Int]) -> Scalar { zip(genes, weights).map { Scalar($0) * $1 }.reduce(0, +) }

    typealias Choice = (_ scores: [Scalar], _ candidates: [Int]) -> Int
    typealias Step = (_ members: inout [[Int]], _ child: [Int], _ parent: Int) -> Void

    static func best(_ scores: [Scalar], _ candidates: [Int]) -> Int {
        candidates.reduce(candidates[0]) { scores[$1] > scores[$0] ? $1 : $0 }
    }
    /// Joins at the end; the oldest leaves.
    static func ages(_ members: inout [[Int]], _ child: [Int], _ parent: Int) {
        members = Array(members.dropFirst()) + [child]
    }

    var right: [[Int]] { evolved(Population.best, Population.ages) }
    /// With another choice of the parent.
    func evolved(parent choose: Choice) -> [[Int]] { evolved(choose, Population.ages) }
    /// With another way to make room.
    func evolved(_ step: Step) -> [[Int]] { evolved(Population.best, step) }

    private func evolved(_ choose: Choice, _ step: Step) -> [[Int]] {
        var members = population
        for round in candidates.indices {
            let asked = candidates[round].map { $0 % members.count }
            let parent = choose(members.map(score), asked)
            var child = members[parent]
            child[genes[round]] = values[round]
            step(&members, child, parent)
        }
        return members
    }
    /// Where the worst member stands.
    func worst(_ members: [[Int]]) -> Int { members.indices.min { score(members[$0]) < score(members[$1]) }! }
}

let evolve = Check<Population, [[Int]]>(result: "population") { c in
    c.inputs { generator in [population(5, rounds: 5, &generator), population(6, rounds: 6, &generator)] }
    c.right { $0.right }
    c.wrong(.convention, "The worst member leaves. Both rules exist; the task says who goes: the oldest.") { input in
        input.evolved { members, child, _ in
            members.append(child)
            members.remove(at: input.worst(members))
        }
    } _: { input in
        input.evolved { members, child, _ in
            members.remove(at: input.worst(members))
            members.append(child)
        }
    }
    c.wrong("The first candidate is the parent. Then nothing is selected: that is random search.") {
        $0.evolved(parent: { $1[0] })
    }
    c.wrong("Nobody leaves, so the population grows. Who makes room?") {
        $0.evolved { members, child, _ in members.append(child) }
    }
    c.wrong("The child takes its parent's place. It joins at the end, and the oldest leaves.") {
        $0.evolved { members, child, parent in members[parent] = child }
    }
    c.wrong("The parent was changed with its child. Copy before you change.") {
        $0.evolved { members, child, parent in
            members[parent] = child
            Population.ages(&members, child, parent)
        }
    }
    c.wrong("The best of the whole population is the parent. Who was asked in this round?") {
        $0.evolved(parent: { scores, _ in scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 } })
    }
    c.wrong(.sign, "The worst candidate is the parent. Is a larger score better or worse?") {
        $0.evolved(parent: { scores, candidates in
            candidates.reduce(candidates[0]) { scores[$1] < scores[$0] ? $1 : $0 }
        })
    }
    c.wrong("A child joins only if it is better than its parent. Here every child joins: a step down may lead on.") {
        input in
        input.evolved { members, child, parent in
            if input.score(child) > input.score(members[parent]) { Population.ages(&members, child, parent) }
        }
    }
    c.wrong("The child stands at the front. Then who is the oldest in the next round?") {
        $0.evolved { members, child, _ in members = [child] + members.dropLast() }
    } _: {
        $0.evolved { members, child, _ in members = [child] + members.dropFirst() }
    }
    c.wrong(.offByOne, "The newest member but the child leaves. Which end of the list is old?") {
        $0.evolved { members, child, _ in members = members.dropLast() + [child] }
    }
    c.wrong("The parents joined as they were. What is changed in the child?") {
        $0.evolved { members, _, parent in Population.ages(&members, members[parent], parent) }
    }
    c.wrong("This is the population as it came.") { $0.population }
    c.onlyFirst("rounds", [1, 5]) { input, count in
        var few = input
        few.candidates = Array(input.candidates.prefix(count))
        return few.right
    }
}

/// All scores differ at all times. The candidates do not start with their best, and the best of all is not always asked.
private func population(_ count: Int, rounds: Int, _ generator: inout SeededGenerator) -> Population {
    while true {
        let members = (0..<count).map { _ in (0..<3).map { _ in Int.random(in: 0...4, using: &generator) } }
        let candidates = (0..<rounds).map { _ in
            Array((0..<count).shuffled(using: &generator).prefix(Int.random(in: 2...3, using: &generator)))
        }
        let drawn = Population(
            population: members, weights: [1, 2.25, 0.5], candidates: candidates,
            genes: (0..<rounds).map { ($0 * 2 + 1) % 3 },
            values: (0..<rounds).map { _ in Int.random(in: 0...4, using: &generator) })
        var (isGood, missed) = (true, 0)
        _ = drawn.evolved(parent: { scores, candidates in
            let best = Population.best(scores, candidates)
            if Set(scores).count < count || best == candidates[0] { isGood = false }
            if scores[best] < scores.max()! { missed += 1 }
            return best
        })
        if isGood && missed > 1 { return drawn }
    }
}
