// 15.8 kept
// points: 2
// minutes: 10
// difficulty: medium
// hint: Put the answers in the order in which they are given: the most certain first. Each keeps its right or wrong.
// hint: Sort places, not confidences: `list.indices.sorted { list[$0] > list[$1] }`.
// hint: Go along that order and count the right ones; after k answers the result is that count over k.

import Grading
import Nabla

struct Offered: Sendable {
    var confidence: Tensor, right: [Bool]

    var count: Int { right.count }
    /// Right answers in the order in which they are given.
    var given: [Bool] {
        let values = confidence.scalars
        return values.indices.sorted { values[$0] > values[$1] }.map { right[$0] }
    }
    static func running(_ flags: [Bool]) -> [Scalar] {
        flags.indices.map { k in Scalar(flags[...k].count { $0 }) / Scalar(k + 1) }
    }
    var accuracies: [Scalar] { Self.running(given) }
    /// The accuracy of those that are not given, with something for the last entry.
    func refused(_ last: Scalar) -> [Scalar] {
        let given = given
        return (1...count).map { k in
            k == count ? last : Scalar(given[k...].count { $0 }) / Scalar(count - k)
        }
    }
}

let kept = Check<Offered, [Scalar]>(result: "accuracies") { c in
    c.inputs { generator in [offered(6, right: 3, &generator), offered(9, right: 5, &generator)] }
    c.right { $0.accuracies }
    c.wrong(.sign, "The least certain answers were given first. Who may stay silent: the sure, or the unsure?") {
        Offered.running($0.given.reversed())
    }
    c.wrong(
        "This is the accuracy of the refused answers. Which ones do you hand in?", { $0.refused(0) },
        { $0.refused(.nan) },
        { $0.refused(1) })
    c.wrong(.average, "Divided by the number of all answers. Of how many answers given?") { input in
        input.accuracies.enumerated().map { $1 * Scalar($0 + 1) / Scalar(input.count) }
    }
    c.wrong("These are shares of wrong answers. Right ones were asked.") { $0.accuracies.map { 1 - $0 } }
    c.wrong("The answers were taken as they came. In which order are they given?") { Offered.running($0.right) }
    c.wrong(
        .pairing, "Confidences and answers were sorted separately. An answer travels with its confidence.",
        { Offered.running($0.right.filter { $0 } + $0.right.filter { !$0 }) },
        { Offered.running($0.right.filter { !$0 } + $0.right.filter { $0 }) })
    c.wrong(
        .offByOne, "The list begins with no answers. Its first entry keeps one.", { [1] + $0.accuracies.dropLast() },
        { [0] + $0.accuracies.dropLast() }, { [1] + $0.accuracies }, { [0] + $0.accuracies })
    c.wrong(.accumulate, "Each answer stands by itself. Of all that were kept, not only of the last.") {
        $0.given.map { $0 ? 1 : 0 }
    }
    c.wrong("These are counts of right answers. Divide by how many were given.") { input in
        input.accuracies.enumerated().map { $1 * Scalar($0 + 1) }
    }
    c.wrong("The list is turned: it begins with all answers. Its first entry keeps one.") { $0.accuracies.reversed() }
    c.wrong("These are confidences, or their running means. Which share of the answers is right?") { input in
        let sorted = input.confidence.scalars.sorted(by: >)
        return sorted.indices.map { sorted[...$0].reduce(0, +) / Scalar($0 + 1) }
    } _: {
        $0.confidence.scalars.sorted(by: >)
    }
    c.wrong(.offByOne, "The count is divided by k + 1, or by k − 1. How many answers are given?") { input in
        input.accuracies.enumerated().map { $1 * Scalar($0 + 1) / Scalar($0 + 2) }
    }
    c.accepts("counted anew for every k") { input in
        let values = input.confidence.scalars
        return (1...input.count).map { k in
            let limit = values.sorted(by: >)[k - 1]
            let members = values.indices.filter { values[$0] >= limit }
            return Scalar(members.count { input.right[$0] }) / Scalar(members.count)
        }
    }
}

/// Confidences in no order, all different; neither all right ones nor all wrong ones come first.
private func offered(_ count: Int, right: Int, _ generator: inout SeededGenerator) -> Offered {
    while true {
        let confidence = Array(2...19).shuffled(using: &generator).prefix(count).map { Scalar($0) / 20 }
        let flags = (0..<count).map { $0 < right }.shuffled(using: &generator)
        let drawn = Offered(confidence: Tensor(confidence), right: flags)
        let (given, sorted) = (drawn.given, confidence.sorted())
        let isMixed = given.prefix(right).contains(false) && given.prefix(count - right).contains(true)
        if isMixed && confidence != sorted && confidence != sorted.reversed() { return drawn }
    }
}
