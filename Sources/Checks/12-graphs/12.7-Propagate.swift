// 12.7 propagate
// points: 2
// minutes: 15
// difficulty: medium
// hint: Write one round first: the mean of the neighbours for every node, as in a product with the table.
// hint: All means come from the values of the round before. Replace the values only when all means are there.
// hint: After each round put the held nodes back to their start, inside the loop.

import Grading
import Nabla

struct Propagation: Sendable {
    var start: Tensor, held: [Bool], adjacency: Tensor, rounds: Int

    var degrees: Tensor { adjacency.sum(alongAxes: 1) }
    var free: [Int] { held.indices.filter { !held[$0] } }

    /// The held nodes put back.
    func kept(_ values: Tensor) -> Tensor {
        Tensor(held.indices.map { held[$0] ? start[$0].item : values[$0].item })
    }
    /// The values after some rounds of a rule.
    func after(_ rounds: Int? = nil, keeping: Bool = true, _ rule: (Tensor) -> Tensor) -> Tensor {
        (0..<(rounds ?? self.rounds)).reduce(start) { values, _ in
            keeping ? kept(rule(values)) : rule(values)
        }
    }
    func mean(_ values: Tensor) -> Tensor { matmul(adjacency, values) / degrees }
    var right: Tensor { after { mean($0) } }

    var inPlace: Tensor {
        var values = start
        for _ in 0..<rounds {
            for node in free { values[node] = Tensor(dot(adjacency[node], values) / degrees[node].item) }
        }
        return values
    }
}

let propagate = Check<Propagation, Tensor>(result: "values") { c in
    c.inputs { generator in [propagation(5, rounds: 3, &generator), propagation(7, rounds: 2, &generator)] }
    c.right { $0.right }
    c.wrong(.memory, "The held nodes were averaged away with the others. What is known stays known.") { p in
        p.after(keeping: false) { p.mean($0) }
    }
    c.wrong(
        .onePoint, "Values were replaced while others were still being computed. Every mean is of the round before."
    ) { $0.inPlace }
    c.wrong(.average, "These are sums of the neighbours, not means. Should a node of high degree get a larger value?") {
        p in
        p.after { matmul(p.adjacency, $0) }
    }
    c.wrong("A node's own value is in its mean. Here it takes its neighbours' only.") { p in
        p.after { matmul(p.adjacency.looped, $0) / (p.degrees + 1) }
    }
    c.wrong(.offByOne, "One round too many.") { p in p.after(p.rounds + 1) { p.mean($0) } }
    c.wrong(.offByOne, "One round is missing.") { p in p.after(p.rounds - 1) { p.mean($0) } }
    c.wrong(.memory, "The held nodes were put back at the end only. Their neighbours must receive them in every round.")
    { p in
        p.kept(p.after(keeping: false) { p.mean($0) })
    }
    c.wrong(
        "Only the held nodes have a value. From whom should the others receive one?",
        { p in
            let free = Tensor(p.held.map { $0 ? 0 : 1 })
            return p.after { matmul(p.adjacency, $0 * free) / p.degrees }
        }, { $0.start })
    c.wrong("Only signs came. How sure a node is was asked, not only which side.") { p in
        Tensor(p.right.scalars.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 })
    }
    c.wrong("Signs were taken in every round. Take the means as they are.") { p in
        p.after { Tensor(p.mean($0).scalars.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }) }
    }
    c.wrong(.average, "The mean is over all nodes of the graph. How many of them are neighbours?") { p in
        p.after { matmul(p.adjacency, $0) / Scalar(p.held.count) }
    }
    c.wrong("Divided by the neighbours that are held or already have a value. The mean is over all neighbours.") { p in
        p.after { values in
            let known = Tensor(values.scalars.map { $0 == 0 ? 0 : 1 })
            return matmul(p.adjacency, values) / maximum(matmul(p.adjacency, known), Tensor(1))
        }
    }
    c.wrong("The number of rounds does not matter here. It comes with the call.", forEach: [1, 10, 100]) { p, rounds in
        p.after(rounds) { p.mean($0) }
    }
    c.wrong(.transpose, "Each value was divided by the degree of the sender. The mean is the receiver's.") { p in
        p.after { matmul(p.adjacency, $0 / p.degrees) }
    }
    c.accepts("loops over the neighbours") { p in
        p.after { values in
            Tensor((0..<p.held.count).map { node in dot(p.adjacency[node], values) / p.degrees[node].item })
        }
    }
}

/// Two held nodes, of opposite sign and unequal size; all others begin with 0.
private func propagation(_ nodes: Int, rounds: Int, _ generator: inout SeededGenerator) -> Propagation {
    let graph = DrawnGraph(nodes, hasLoneNode: false, using: &generator)
    let held = Array(0..<nodes).shuffled(using: &generator).prefix(2)
    var start = Tensor(zeros: [nodes])
    start[held[0]] = Tensor(1)
    start[held[1]] = Tensor(Bool.random(using: &generator) ? -0.5 : -2)
    return Propagation(
        start: start, held: (0..<nodes).map { held.contains($0) }, adjacency: graph.adjacency, rounds: rounds)
}
