// 9.1 smoothed
// points: 1
// minutes: 5
// difficulty: easy
// hint: A row of probabilities sums to 1. What is taken in one place has to be given in others.
// hint: Begin with what every class gets. How many classes share ε?
// hint: Fill the row with ε / K, and then add to the label what was not spread: 1 − ε.

import Grading
import Nabla

struct Smoothing {
    var label: Int, classes: Int, by: Scalar

    /// A row with one number for the label and another for all others.
    func row(_ atLabel: Scalar, others: Scalar, label: Int? = nil, classes: Int? = nil) -> [Scalar] {
        var row = [Scalar](repeating: others, count: classes ?? self.classes)
        row[(label ?? self.label) % row.count] = atLabel
        return row
    }

    var share: Scalar { by / Scalar(classes) }
    var right: [Scalar] { row(1 - by + share, others: share) }
}

let smoothed = Check<Smoothing, [Scalar]> { c in
    c.inputs { generator in
        // Not the example's four classes nor its ε; the top class stays out, so that a label counted from 1 has a place.
        let amounts = ([0.15, 0.2, 0.25, 0.3, 0.4] as [Scalar]).shuffled(using: &generator)
        return [3, 5, 7].enumerated().map { index, classes in
            Smoothing(
                label: index == 0 ? 0 : Int.random(in: 1..<classes - 1, using: &generator), classes: classes,
                by: amounts[index])
        }
    }
    c.right { $0.right }
    c.wrong(
        .convention,
        "ε is shared by the other classes only. Two forms exist; here the amount is spread over all classes, the label's included."
    ) { $0.row(1 - $0.by, others: $0.by / Scalar($0.classes - 1)) }
    c.wrong(
        "Nothing is taken from the label. What must a row of probabilities sum to?",
        { $0.row(1, others: $0.share) }, { $0.row(1 + $0.share, others: $0.share) })
    c.wrong(
        "Every other class gets the whole ε. It is shared, not given to each.", { $0.row(1 - $0.by, others: $0.by) },
        { $0.row(1, others: $0.by) }, { $0.row(1 - $0.by + $0.by, others: $0.by) })
    c.wrong("ε and 1 − ε are exchanged. Which of the two should stay with the label?") {
        let share = (1 - $0.by) / Scalar($0.classes)
        return $0.row(share + $0.by, others: share)
    }
    c.wrong("The label lacks its own share of ε, so the row sums to less than 1. Does the label belong to all classes?")
    {
        $0.row(1 - $0.by, others: $0.share)
    }
    c.wrong(.offByOne, "The peak is one place too far left. Is class 0 the first column?") {
        $0.row($0.right[$0.label], others: $0.share, label: $0.label + $0.classes - 1)
    }
    c.wrong(.offByOne, "The peak is one place too far right. Is class 0 the first column?") {
        $0.row($0.right[$0.label], others: $0.share, label: $0.label + 1)
    }
    c.wrong("Nothing is smoothed: this is the one-hot row.") { $0.row(1, others: 0) }
    c.wrong("ε is taken from the label, and given to nobody.") { $0.row(1 - $0.by, others: 0) }
    c.wrong("All classes are alike. The label should stand out.", { $0.row($0.share, others: $0.share) }) {
        $0.row(1 / Scalar($0.classes), others: 1 / Scalar($0.classes))
    }
    c.constant("The amount ε", [0.1, 0.5, 0.05] as [Scalar]) { input, by in
        Smoothing(label: input.label, classes: input.classes, by: by).right
    }
    c.constant("The number of classes", [4, 10]) { input, classes in
        Smoothing(label: input.label, classes: classes, by: input.by).right
    }
    c.constant("The number that ε is divided by", [4, 10, 2] as [Scalar]) { input, classes in
        input.row(1 - input.by + input.by / classes, others: input.by / classes)
    }
    c.accepts("a mixture of the one-hot row and the even one") { input in
        (0..<input.classes).map { (1 - input.by) * ($0 == input.label ? 1 : 0) + input.by / Scalar(input.classes) }
    }
}
