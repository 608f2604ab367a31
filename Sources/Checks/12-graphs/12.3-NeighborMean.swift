// 12.3 neighborMean
// points: 2
// minutes: 10
// difficulty: easy
// hint: Two things grow while you go through the edges: a sum for each node, and a count.
// hint: An edge has two ends. What does each of them receive, and how do both counts change?
// hint: Divide after the last edge, each sum by its own count, and leave out the nodes that received nothing.

import Exercises
import Grading
import Nabla

struct Messages: Sendable {
    var x: Tensor, from: [Int], to: [Int]

    var nodes: Int { x.shape[0] }
    var edges: [(Int, Int)] { Array(zip(from, to)) }
    /// The same edges the other way round.
    var turned: Messages { Messages(x: x, from: to, to: from) }

    /// Who sends to whom, in the order of the list: both ways unless told otherwise.
    func letters(bothWays: Bool = true) -> [(sender: Int, receiver: Int)] {
        edges.flatMap { one, other in
            bothWays ? [(other, one), (one, other)] : [(one, other)]
        }
    }
    func counts(_ letters: [(sender: Int, receiver: Int)]? = nil) -> [Scalar] {
        var counts = [Scalar](repeating: 0, count: nodes)
        for letter in letters ?? self.letters() { counts[letter.receiver] += 1 }
        return counts
    }
    func sums(_ letters: [(sender: Int, receiver: Int)]? = nil) -> Tensor {
        var sums = Tensor(zeros: x.shape)
        for letter in letters ?? self.letters() { sums[letter.receiver] += x[letter.sender] }
        return sums
    }
    /// Each row divided by its number; rows with a 0 stay.
    func divided(_ sums: Tensor, by counts: [Scalar]) -> Tensor {
        sums / Tensor(counts.map { $0 == 0 ? 1 : $0 }).expanded(atAxis: 1)
    }
    var mean: Tensor { divided(sums(), by: counts()) }
}

let neighborMean = Check<Messages, Tensor>(result: "means") { c in
    c.inputs { generator in [messages(6, 2, &generator), messages(5, 3, &generator)] }
    c.shows { input in
        [
            Part("x", input.x),
            Part(
                "edges",
                Tensor(scalars: input.edges.flatMap { [Scalar($0.0), Scalar($0.1)] }, shape: [input.from.count, 2])),
        ]
    }
    c.right { $0.mean }
    c.wrong(
        "The messages went one way only. An edge has two ends, and both receive.",
        { $0.divided($0.sums($0.letters(bothWays: false)), by: $0.counts($0.letters(bothWays: false))) },
        {
            $0.divided(
                $0.turned.sums($0.turned.letters(bothWays: false)),
                by: $0.turned.counts($0.turned.letters(bothWays: false)))
        })
    c.wrong(
        "The messages went one way only, but the counts both ways. An edge has two ends, and both receive.",
        { $0.divided($0.sums($0.letters(bothWays: false)), by: $0.counts()) },
        { $0.divided($0.turned.sums($0.turned.letters(bothWays: false)), by: $0.counts()) })
    c.wrong("A node's own features are in its mean. It was asked for the neighbours'.") {
        $0.divided($0.sums() + $0.x, by: $0.counts().map { $0 + 1 })
    }
    c.wrong(.average, "Divided by the number of nodes. How many of them are neighbours?") {
        $0.sums() / Scalar($0.nodes)
    }
    c.wrong(.average, "Divided by the number of edges. How many of them end at this node?") {
        $0.sums() / Scalar($0.from.count)
    }
    c.wrong(
        .accumulate, "The last message replaced all before it. Add up before you divide.",
        { input in
            var last = Tensor(zeros: input.x.shape)
            for letter in input.letters() { last[letter.receiver] = input.x[letter.sender] }
            return last
        },
        { input in
            var last = Tensor(zeros: input.x.shape)
            for letter in input.letters() { last[letter.receiver] = input.x[letter.sender] }
            return input.divided(last, by: input.counts())
        })
    c.wrong("A node without neighbours was divided by 0. What did the task say it gets?") {
        $0.sums() / Tensor($0.counts()).expanded(atAxis: 1)
    }
    c.wrong(.average, "These are sums. Total or mean?") { $0.sums() }
    c.wrong(
        .average, "The messages went both ways, but the edges were counted at one end only. Count where you add.",
        { input in
            input.divided(input.sums(), by: input.counts(input.letters(bothWays: false)))
        },
        { input in
            input.divided(input.sums(), by: input.turned.counts(input.turned.letters(bothWays: false)))
        })
    c.wrong(
        .average,
        "Old mean and new message were averaged, so late messages weigh more. Three values have three equal parts.",
        { input in
            var (means, seen) = (Tensor(zeros: input.x.shape), Set<Int>())
            for letter in input.letters() {
                let message = input.x[letter.sender]
                means[letter.receiver] =
                    seen.insert(letter.receiver).inserted ? message : (means[letter.receiver] + message) / 2
            }
            return means
        },
        { input in
            var means = Tensor(zeros: input.x.shape)
            for letter in input.letters() {
                means[letter.receiver] = (means[letter.receiver] + input.x[letter.sender]) / 2
            }
            return means
        })
    c.wrong(
        .onePoint, "A node passed on what it had just received. All messages are the features as they were given.",
        { input in
            var values = input.x
            for (one, other) in input.edges {
                values[one] += values[other]
                values[other] += input.x[one]
            }
            return input.divided(values - input.x, by: input.counts())
        },
        { input in
            var values = input.x
            for node in 0..<input.nodes {
                let neighbors = input.letters().filter { $0.receiver == node }.map(\.sender)
                if !neighbors.isEmpty { values[node] = values.gathering(neighbors).mean(alongAxes: 0) }
            }
            return values * Tensor(input.counts().map { $0 == 0 ? 0 : 1 }).expanded(atAxis: 1)
        })
    c.wrong("A node without neighbours kept its own features. What did the task say it gets?") { input in
        input.mean + input.x * Tensor(input.counts().map { $0 == 0 ? 1 : 0 }).expanded(atAxis: 1)
    }
    c.wrong("These are the features as they came.") { $0.x }
    c.accepts("an adjacency matrix") { input in
        var table = Tensor(zeros: [input.nodes, input.nodes])
        for letter in input.letters() { table[letter.receiver, letter.sender] = Tensor(1) }
        return matmul(table, input.x) / maximum(table.rowSums, Tensor(1))
    }
}

/// Edges in no order, some with the larger number first; one node is alone, and no feature is 0.
private func messages(_ nodes: Int, _ features: Int, _ generator: inout SeededGenerator) -> Messages {
    let graph = DrawnGraph(nodes, hasLoneNode: true, using: &generator)
    let edges = graph.edges.shuffled(using: &generator).map { edge in
        Bool.random(using: &generator) ? edge : (edge.1, edge.0)
    }
    return Messages(x: generator.nonZeroHalves([nodes, features]), from: edges.map(\.0), to: edges.map(\.1))
}
