// 1.7 oneHot
// points: 1
// minutes: 6
// difficulty: easy
// by hand: oneHot:
// hint: What is the shape of the answer? Begin with so many zeros.
// hint: In row i there is a single 1. In which column?
// hint: Loop over the labels together with their numbers: `for (i, label) in labels.enumerated()`.

import Grading
import Nabla

struct Labels {
    var labels: [Int], classes: Int

    var right: Tensor { Tensor(oneHot: labels, classes: classes) }
}

let oneHot = Check<Labels, Tensor>(result: "rows") { c in
    c.inputs { generator in
        // Fewer labels than classes; neither the top class nor one in the middle occurs, one occurs twice.
        [(4, 6), (5, 9)].map { count, classes in
            let others = [classes - 2] + (1..<classes - 2).shuffled(using: &generator).prefix(count - 3)
            return Labels(labels: ([0, others[0]] + others).shuffled(using: &generator), classes: classes)
        }
    }
    c.right { $0.right }
    c.wrong(.transpose, "Here each column is a sample. One row for every label.") { $0.right.transposed() }
    c.wrong(
        "The number of classes was taken from the largest label. It belongs to the problem, not to these labels."
    ) { Tensor(oneHot: $0.labels, classes: $0.labels.max()! + 1) }
    c.wrong("The columns count only the labels that occur. A column must mean the same class for every batch.") {
        let occurring = Set($0.labels).sorted()
        return Tensor(oneHot: $0.labels.map { occurring.firstIndex(of: $0)! }, classes: occurring.count)
    }
    c.wrong("The label itself stands in its place. The place says which class it is; the number there is always 1.") {
        $0.right * Tensor($0.labels.map { Scalar($0) }).expanded(atAxis: 1)
    }
    c.wrong(.offByOne, "Every 1 stands one column too far to the left. Is class 0 the first column?") { input in
        Tensor(oneHot: input.labels.map { ($0 + input.classes - 1) % input.classes }, classes: input.classes)
    }
    c.wrong(.offByOne, "Every 1 stands one column too far to the right. Class 0 is the first column.") {
        Tensor(oneHot: $0.labels.map { $0 + 1 }, classes: $0.classes)
    }
    c.wrong(.accumulate, "All ones lie in the first row. Each label has a row of its own.") {
        var x = 0 * $0.right
        for label in $0.labels { x[0, label] = 1 }
        return x
    }
    c.wrong("Row i has its 1 in column i. The label of the sample says in which column.") {
        Tensor(oneHot: Array($0.labels.indices), classes: $0.classes)
    }
    c.wrong("There is a 1 in every column up to the label. A single one was asked.") { input in
        Tensor(input.labels.map { label in (0..<input.classes).map { $0 <= label ? 1 : 0 } })
    }
    c.wrong("The classes were counted from the right. Class 0 is the first column.") { input in
        Tensor(oneHot: input.labels.map { input.classes - 1 - $0 }, classes: input.classes)
    }
    c.stops("A label was taken for the number of a row. In x[i, j] the row i is the sample and the column j its class.")
    { i in
        i.labels.filter { $0 >= i.labels.count }.map { "along axis 0, but got \($0); the shape is \(i.right.shape)" }
    }
    c.wrong("The ones drift from row to row. In row-major order a row of the result is as long as there are classes.") {
        var numbers = [Scalar](repeating: 0, count: $0.right.size)
        for (sample, label) in $0.labels.enumerated() { numbers[sample * $0.labels.count + label] = 1 }
        return Tensor(scalars: numbers, shape: $0.right.shape)
    }
    c.constant(
        "the number of classes", [10],
        sentence: "There are always ten columns. How many classes there are comes with the call."
    ) { Tensor(oneHot: $0.labels, classes: $1) }
    c.wrong("Ones and zeros are exchanged.") { 1 - $0.right }
    c.wrong(.accumulate, "Only the last label has its 1. Each row gets one of its own.") {
        var x = 0 * $0.right
        x[$0.labels.count - 1, $0.labels.last!] = 1
        return x
    }
    c.stops(
        "An index ran past an end of the table. Its first index is the sample, its second the class: are they exchanged, or counted from 1?"
    ) { ["the shape is [\($0.labels.count), \($0.classes)]"] }
}
