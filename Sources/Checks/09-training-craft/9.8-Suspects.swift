// 9.8 suspects
// points: 2
// minutes: 15
// difficulty: medium
// essential: yes
// hint: Of each row only one number matters. Which one does the label point at?
// hint: −ln p is large where p is small, so the order of the losses is the order of those numbers, turned round.
// hint: Sort the numbers of the samples, not the losses: `labels.indices.sorted { … }` compares two samples by their p. Then take
//   the first `count`.

import Grading
import Nabla

struct Suspicion {
    var probabilities: Tensor, labels: [Int], count: Int

    var samples: [Int] { Array(labels.indices) }
    func p(_ sample: Int) -> Scalar { probabilities[sample, labels[sample]].item }
    func largest(_ sample: Int) -> Scalar { probabilities[sample].max() }
    func answer(_ sample: Int) -> Int { probabilities[sample].argmax() }
    var misjudged: [Int] { samples.filter { answer($0) != labels[$0] } }

    /// The first `count` samples in the order of a number, the smallest first.
    func ordered(_ samples: [Int]? = nil, count: Int? = nil, by key: (Int) -> Scalar) -> [Int] {
        let keys = (samples ?? self.samples).map { ($0, key($0)) }
        return keys.sorted { $0.1 < $1.1 }.prefix(count ?? self.count).map(\.0)
    }

    var right: [Int] { ordered(by: p) }
}

let suspects = Check<Suspicion, [Int]>(result: "suspects") { c in
    c.inputs { generator in [suspicion(9, 3, count: 3, &generator), suspicion(12, 5, count: 4, &generator)] }
    c.compares { _, came in
        let list = came.list?.compactMap { $0.number.map { Scalar($0) } } ?? []
        return [Part("how many", list.count), Part("suspects", Tensor(list))]
    }
    c.right { $0.right }
    c.wrong(
        .sign,
        "These have the smallest losses. A wrong label surprises the network: is surprise a large loss or a small one?"
    ) {
        input in input.ordered { -input.p($0) }
    }
    c.wrong(
        "These are the samples it is least certain of; their labels were not looked at. Doubt about a sample is not disagreement with its label."
    ) {
        input in input.ordered { input.largest($0) }
    }
    c.wrong("These are the samples it is most certain of. Certain of what? Compare with the label.") {
        input in input.ordered { -input.largest($0) }
    }
    c.wrong(
        "These are the first samples that are answered wrongly, in the order of the list. How wrong, not only whether."
    ) {
        Array($0.misjudged.prefix($0.count))
    }
    c.wrong(
        "Wrongly answered samples were ordered by how certain the answer is. The loss looks at the probability of the label, not of the winner."
    ) {
        input in input.ordered(input.misjudged) { -input.largest($0) }
    }
    c.wrong(.pairing, "The losses were sorted, and whose they are was lost. After sorting, whose loss is it?") {
        Array(0..<$0.count)
    }
    c.wrong(
        "These are the right samples, but the least suspicious of them first. The most suspicious one is looked at first."
    ) {
        $0.right.reversed()
    }
    c.wrong(.offByOne, "Samples are counted from 1 here. The first one has number zero.") { $0.right.map { $0 + 1 } }
    c.wrong("All samples came. Only `count` of them were asked.") { $0.ordered(count: $0.labels.count, by: $0.p) }
    c.wrong("These are the labels of the suspects. Their numbers were asked.") { input in
        input.right.map { input.labels[$0] }
    }
    c.wrong("The first column was taken for every sample. Each has a label of its own.") {
        input in input.ordered { input.probabilities[$0, 0].item }
    }
    c.wrong("The right samples came in the order of the list. The most suspicious one comes first.") {
        $0.right.sorted()
    }
    c.wrong("All wrongly answered samples came. Only the `count` with the largest losses were asked.") {
        input in input.ordered(input.misjudged, count: input.labels.count, by: input.p)
    }
    c.wrong("Samples were ordered by the gap between the winner and the label. The loss knows nothing of the winner.") {
        input in input.ordered { input.p($0) - input.largest($0) }
    }
    c.constant("How many suspects are wanted", [2, 5]) { input, count in input.ordered(count: count, by: input.p) }
    c.wrong(.offByOne, "Labels are taken as counted from 1 here. Class 0 is the first column.") { input in
        input.ordered {
            input.probabilities[
                $0, (input.labels[$0] + input.probabilities.shape[1] - 1) % input.probabilities.shape[1]
            ].item
        }
    }
    c.accepts("sorted by the loss itself") { input in
        input.ordered { -log(Tensor(1 / input.p($0))).item }
    }
}

/// Rows without equal numbers at their labels; more samples are answered wrongly than `count`, and there are right ones.
private func suspicion(_ samples: Int, _ classes: Int, count: Int, _ generator: inout SeededGenerator) -> Suspicion {
    let scores = Tensor(randomNormal: [samples, classes], standardDeviation: 1.5, using: &generator)
    let shifted = exp(scores - scores.max(alongAxes: 1, keepingAxes: true))
    let probabilities = shifted / shifted.sum(alongAxes: 1, keepingAxes: true)
    let order = (0..<samples).shuffled(using: &generator)
    var labels = probabilities.argmax(alongAxis: 1)
    for sample in order.prefix(count + 2) {
        labels[sample] = (labels[sample] + Int.random(in: 1..<classes, using: &generator)) % classes
    }
    return Suspicion(probabilities: probabilities, labels: labels, count: count)
}
