// 12.6 readout
// points: 1
// minutes: 10
// difficulty: easy
// hint: The same two things grow as in 12.3: a sum for each graph, and a count.
// hint: Make the sums with `graphs` rows, not with as many as you happen to meet.
// hint: Divide each sum by its own count, and leave out the graphs that have no nodes.

import Grading
import Nabla

struct ManyGraphs: Sendable {
    var x: Tensor, graph: [Int], graphs: Int

    var sums: Tensor {
        var sums = Tensor(zeros: [graphs, x.shape[1]])
        for (node, number) in graph.enumerated() { sums[number] += x[node] }
        return sums
    }
    var counts: [Scalar] { (0..<graphs).map { number in Scalar(graph.count { $0 == number }) } }
    func divided(by counts: [Scalar]) -> Tensor { sums / Tensor(counts).expanded(atAxis: 1) }
    var mean: Tensor { divided(by: counts.map { max($0, 1) }) }
    /// The nodes in the order of their graphs' numbers.
    var sorted: ManyGraphs { ManyGraphs(x: x, graph: graph.sorted(), graphs: graphs) }
    var occurring: [Int] { (0..<graphs).filter { graph.contains($0) } }
}

let readout = Check<ManyGraphs, Tensor>(result: "means") { c in
    c.inputs { generator in
        [many([3, 0, 2, 1], features: 2, &generator), many([2, 4, 0, 1, 2], features: 3, &generator)]
    }
    c.right { $0.mean }
    c.wrong("Every graph got the mean of all nodes. Who belongs to this graph?") {
        $0.x.mean(alongAxes: 0, keepingAxes: true) + Tensor(zeros: [$0.graphs, $0.x.shape[1]])
    }
    c.wrong(.average, "These are sums. Should a larger graph have a larger answer?") { $0.sums }
    c.wrong(.average, "Every sum was divided by the size of the largest graph. How many nodes does this one have?") {
        input in
        input.divided(by: input.counts.map { _ in input.counts.max()! })
    }
    c.wrong(
        .pairing,
        "The sizes are right, but the nodes were taken in order. The list says which graph each one belongs to."
    ) { $0.sorted.mean }
    c.wrong(
        "This is the largest value of each graph. Which summary was asked?",
        { input in
            var largest = Tensor(zeros: [input.graphs, input.x.shape[1]])
            for number in input.occurring {
                largest[number] = input.x.gathering(input.graph.indices.filter { input.graph[$0] == number })
                    .max(alongAxes: 0)
            }
            return largest
        })
    c.wrong(.average, "Every sum was divided by the number of all nodes. How many nodes does this graph have?") {
        input in
        input.divided(by: input.counts.map { _ in Scalar(input.graph.count) })
    }
    c.wrong(.average, "Every sum was divided by the number of graphs. How many nodes does this graph have?") { input in
        input.divided(by: input.counts.map { _ in Scalar(input.graphs) })
    }
    c.wrong("The graph without nodes was divided by 0. What did the task say it gets?") { $0.divided(by: $0.counts) }
    c.wrong(
        "A row is missing: only the graphs that occur were counted. Their number comes with the call.",
        {
            $0.mean.gathering($0.occurring)
        })
    c.wrong(
        .accumulate, "Only the last node of each graph is left. Add up before you divide.",
        { input in
            var last = Tensor(zeros: [input.graphs, input.x.shape[1]])
            for (node, number) in input.graph.enumerated() { last[number] = input.x[node] }
            return last
        },
        { input in
            var last = Tensor(zeros: [input.graphs, input.x.shape[1]])
            for (node, number) in input.graph.enumerated() { last[number] = input.x[node] }
            return last / Tensor(input.counts.map { max($0, 1) }).expanded(atAxis: 1)
        })
    c.wrong(.average, "One was added to every count. A graph without nodes needs a guard, the others do not.") {
        $0.divided(by: $0.counts.map { $0 + 1 })
    }
    c.accepts("a table of members, multiplied") { input in
        let members = Tensor(oneHot: input.graph, classes: input.graphs).transposed()
        return matmul(members, input.x) / maximum(members.rowSums, Tensor(1))
    }
}

/// Nodes of graphs of the given sizes, in no order.
private func many(_ sizes: [Int], features: Int, _ generator: inout SeededGenerator) -> ManyGraphs {
    let inOrder = sizes.enumerated().flatMap { number, size in [Int](repeating: number, count: size) }
    return ManyGraphs(
        x: generator.nonZeroHalves([inOrder.count, features]), graph: inOrder.shuffled(using: &generator),
        graphs: sizes.count)
}
