// 12.4 labeledLoss
// points: 2
// minutes: 10
// difficulty: easy
// hint: First make the list of the known nodes' numbers: the indices of `known` that are true.
// hint: That one list chooses the rows of the scores and the entries of the labels.
// hint: `scores.gathering(nodes)` are the rows. The engine's cross-entropy of the chosen rows and labels is a mean already.

import Grading
import Nabla

struct PartlyLabelled: Sendable {
    var scores: Tensor, labels: [Int], known: [Bool]

    var nodes: [Int] { known.indices.filter { known[$0] } }
    var hidden: [Int] { known.indices.filter { !known[$0] } }

    /// −ln softmax at the label of each row.
    func losses(_ scores: Tensor, _ labels: [Int]) -> [Scalar] {
        let shifted = scores - scores.max(alongAxes: 1, keepingAxes: true)
        let logs = shifted - log(exp(shifted).rowSums)
        return labels.indices.map { -logs[$0, labels[$0]].item }
    }
    var all: [Scalar] { losses(scores, labels) }
    func mean(_ nodes: [Int]) -> Scalar { Tensor(nodes.map { all[$0] }).mean() }
    var sum: Scalar { mean(nodes) * Scalar(nodes.count) }
}

let labeledLoss = Check<PartlyLabelled, Scalar>(result: "loss") { c in
    c.inputs { generator in [labelled(6, 3, known: 2, &generator), labelled(8, 4, known: 3, &generator)] }
    c.right { $0.mean($0.nodes) }
    c.wrong(.average, "Divided by all nodes. How many answers were graded?") { $0.sum / Scalar($0.labels.count) }
    c.wrong(
        .trainOrTest,
        "All nodes are in the mean, and so are the hidden labels. Those are what the network is to predict."
    ) {
        $0.mean(Array($0.labels.indices))
    }
    c.wrong(
        .startValue, "The hidden nodes' scores were set to 0 instead of left out: each of them adds ln C.",
        { input in
            var scores = input.scores
            for node in input.hidden { scores[node] = Tensor(zeros: [scores.shape[1]]) }
            return Tensor(input.losses(scores, input.labels)).mean()
        },
        { input in
            var scores = input.scores
            for node in input.hidden { scores[node] = Tensor(zeros: [scores.shape[1]]) }
            return Tensor(input.losses(scores, input.labels)).sum() / Scalar(input.nodes.count)
        })
    c.wrong(.sign, "The mean is over the hidden nodes. Does true mean known or hidden?") { $0.mean($0.hidden) }
    c.wrong(.average, "This is the sum. The mean over the known nodes was asked.") { $0.sum }
    c.wrong(.axis, "The softmax ran down the columns, over the nodes. Which axis holds the classes?") { input in
        let columns = input.scores.transposed()
        let shifted = columns - columns.max(alongAxes: 1, keepingAxes: true)
        let logs = (shifted - log(exp(shifted).rowSums)).transposed()
        return Tensor(input.nodes.map { -logs[$0, input.labels[$0]].item }).mean()
    }
    c.wrong("The first nodes were taken for the known ones. The list says which, not how many.") {
        $0.mean(Array(0..<$0.nodes.count))
    }
    c.wrong(.pairing, "The rows were chosen, the labels counted through from the first. Choose both by the same list.")
    {
        Tensor($0.losses($0.scores.gathering($0.nodes), Array($0.labels[..<$0.nodes.count]))).mean()
    }
    c.wrong(.pairing, "The labels were chosen, the rows counted through from the first. Choose both by the same list.")
    { input in
        Tensor(input.losses(input.scores[0..<input.nodes.count], input.nodes.map { input.labels[$0] })).mean()
    }
    c.wrong(.sign, "The sign is turned. A loss is never negative here.") { -$0.mean($0.nodes) }
    c.wrong("These are the scores at the labels. The loss compares a score with the others of its row.") { input in
        -Tensor(input.nodes.map { input.scores[$0, input.labels[$0]].item }).mean()
    }
    c.wrong("This is the mean probability of the right class. The loss is −ln of each.") { input in
        Tensor(input.nodes.map { input.all[$0] }.map { exp(Tensor(-$0)).item }).mean()
    }
    c.accepts("losses times the mask") { input in
        let mask = Tensor(input.known.map { $0 ? 1 : 0 })
        return (Tensor(input.all) * mask).sum() / mask.sum()
    }
}

/// Fewer known than hidden, the first node hidden, every class in use.
private func labelled(_ nodes: Int, _ classes: Int, known count: Int, _ generator: inout SeededGenerator)
    -> PartlyLabelled
{
    let chosen = Set(Array(1..<nodes).shuffled(using: &generator).prefix(count))
    return PartlyLabelled(
        scores: generator.halves([nodes, classes], limit: 2),
        labels: (0..<nodes).map { $0 % classes }.shuffled(using: &generator),
        known: (0..<nodes).map { chosen.contains($0) })
}
