// 12.5 isEquivariant
// points: 3
// minutes: 15
// difficulty: medium
// essential: yes
// hint: Ask the model twice: about the graph as it is, and about the renumbered one. What moves when nodes are renumbered?
// hint: A node owns a row of x, and in the table a row and a column. `gathering` chooses rows; between two transposes it
//   chooses columns.
// hint: Row k of the second answer is about the node that was number order[k]. So reorder the first answer by `order` too,
//   and compare entry by entry.

import Exercises
import Grading
import Nabla

/// A graph with another numbering, and the weights of the two dense layers among the models.
struct Renumbering: Sendable {
    var x: Tensor, adjacency: Tensor, order: [Int], tableWeights: Tensor, featureWeights: Tensor

    typealias Model = (_ x: Tensor, _ adjacency: Tensor) -> Tensor

    /// What the adapter tries, in its order.
    var models: [(name: String, model: Model)] {
        [
            ("averaging", { x, a in matmul(a, x) / maximum(a.rowSums, Tensor(1)) }),
            ("number of the node as a feature", { x, _ in x + Tensor(arange: 0..<x.shape[0]).expanded(atAxis: 1) }),
            ("last neighbour wins", { x, a in lastNeighbor(x, a) }),
            ("dense layer on the rows of the table", { [tableWeights] _, a in matmul(a, tableWeights) }),
            ("running sum", { x, _ in runningSum(x) }),
            ("mean of all", { x, _ in x.mean(alongAxes: 0, keepingAxes: true) + 0 * x }),
            ("dense layer on the features", { [featureWeights] x, _ in matmul(x, featureWeights) }),
            ("degree", { _, a in a.rowSums }),
        ]
    }

    func renumbered(_ table: Tensor, rows: Bool = true, columns: Bool = true) -> Tensor {
        let tall = rows ? table.gathering(order) : table
        return columns ? tall.transposed().gathering(order).transposed() : tall
    }

    var inverse: [Int] { order.indices.map { order.firstIndex(of: $0)! } }
    /// The same with the inverse order.
    var reversed: Renumbering {
        var reversed = self
        reversed.order = inverse
        return reversed
    }

    /// Which models pass a test that compares what they say of two graphs.
    func verdicts(_ test: (Model) -> (Tensor, Tensor)) -> [Bool] {
        models.map { _, model in
            let (one, other) = test(model)
            return abs(one - other).max() <= 1e-4
        }
    }

    /// Right unless told otherwise.
    func verdicts(
        x moved: Tensor? = nil, adjacency table: Tensor? = nil, answersBack: [Int]? = nil
    ) -> [Bool] {
        verdicts { model in
            (
                model(x, adjacency).gathering(answersBack ?? order),
                model(moved ?? x.gathering(order), table ?? renumbered(adjacency))
            )
        }
    }
}

private func lastNeighbor(_ x: Tensor, _ a: Tensor) -> Tensor {
    var values = Tensor(zeros: x.shape)
    for node in 0..<x.shape[0] {
        for other in 0..<x.shape[0] where a[node, other].item > 0 { values[node] = x[other] }
    }
    return values
}

private func runningSum(_ x: Tensor) -> Tensor {
    var sums = x
    for node in 1..<x.shape[0] { sums[node] += sums[node - 1] }
    return sums
}

let isEquivariant = Check<Renumbering, [Bool]> { c in
    c.inputs { generator in [renumbering(5, 2, &generator), renumbering(6, 3, &generator)] }
    c.shows { [Part("x", $0.x), Part("adjacency", $0.adjacency), Part("order", $0.order)] }
    c.compares { input, came in
        let answers = came.list ?? []
        return input.models.indices.map { place in
            let name = "passes: " + input.models[place].name
            guard answers.indices.contains(place), let answer = answers[place].tensor else {
                return Part(name + " (nothing came)", Tensor(zeros: [0]))
            }
            return Part(name, answer)
        }
    }
    c.right { $0.verdicts() }
    c.wrong(.axis, "The rows of the table were renumbered, its columns not. A node has a row and a column.") {
        $0.verdicts(adjacency: $0.renumbered($0.adjacency, columns: false))
    }
    c.wrong(
        .pairing,
        "The two answers were compared in orders that do not match. About whom is row k of the second answer, and in which row of the first does that node stand?",
        { $0.verdicts(answersBack: Array($0.order.indices)) }, { $0.verdicts(answersBack: $0.inverse) })
    c.wrong(
        "Every model passes. What can change if nothing is renumbered, or nothing compared?",
        {
            $0.verdicts(x: $0.x, adjacency: $0.adjacency, answersBack: Array($0.order.indices))
        }, { $0.models.map { _ in true } })
    c.wrong("No model passes. The first answer has to be put into the new order before the two can be equal.") {
        $0.models.map { _ in false }
    }
    c.wrong(
        "Every node was joined to every node. Such a table looks the same in any order: take the graph that is given."
    ) {
        let all = Tensor(ones: $0.adjacency.shape)
        return Renumbering(
            x: $0.x, adjacency: all, order: $0.order, tableWeights: $0.tableWeights, featureWeights: $0.featureWeights
        ).verdicts()
    }
    c.wrong(
        .pairing,
        "The rows of the table were not renumbered. Who is joined to whom has moved too: a node has a row and a column.",
        { $0.verdicts(adjacency: $0.adjacency) },
        { $0.verdicts(adjacency: $0.renumbered($0.adjacency, rows: false)) })
    c.wrong(.pairing, "The table was renumbered, the features not. Features travel with their node.") {
        $0.verdicts(x: $0.x)
    }
    c.wrong(
        "Sums were compared. Different answers can have the same sum: compare entry by entry.",
        { input in
            input.verdicts { model in
                let (before, after) = (
                    model(input.x, input.adjacency),
                    model(input.x.gathering(input.order), input.renumbered(input.adjacency))
                )
                return (Tensor(before.sum()), Tensor(after.sum()))
            }
        })
    c.wrong("All nodes had the same features. Equal nodes cannot be seen to change places.") {
        Renumbering(
            x: Tensor(ones: $0.x.shape), adjacency: $0.adjacency, order: $0.order, tableWeights: $0.tableWeights,
            featureWeights: $0.featureWeights
        ).verdicts()
    }
    c.wrong(.sign, "Good and bad are exchanged. True means that the model passes.") { $0.verdicts().map { !$0 } }
    c.accepts("the inverse order, throughout") { $0.reversed.verdicts() }
}

/// A graph and an order that leaves nobody in place and is not its own inverse. Either of the two finds the same models.
private func renumbering(_ nodes: Int, _ features: Int, _ generator: inout SeededGenerator) -> Renumbering {
    var drawn: Renumbering
    repeat {
        drawn = Renumbering(
            x: generator.nonZeroHalves([nodes, features]),
            adjacency: DrawnGraph(nodes, hasLoneNode: true, using: &generator).adjacency,
            order: Array(0..<nodes).shuffled(using: &generator), tableWeights: generator.nonZeroHalves([nodes, 2]),
            featureWeights: generator.nonZeroHalves([features, 2]))
    } while drawn.order.indices.contains { drawn.order[$0] == $0 || drawn.order[drawn.order[$0]] == $0 }
        || drawn.verdicts() != drawn.reversed.verdicts()
    return drawn
}
