// 0.6 add, meansSoFar
// points: 2
// minutes: 4
// difficulty: medium
// hint: `add` has two lines: one for count, one for sum. Inside of a mutating function you write them as they are called.
// hint: meansSoFar makes one RunningMean, with `var`, before the loop. Why not in the loop?
// hint: For each number: `try running.add(number)`, and then append `running.mean` to the list that is returned.

import Exercises
import Grading
import Nabla

private typealias Counted = (count: Int, sum: Scalar)

private func sum(_ list: some Collection<Scalar>) -> Scalar { list.reduce(0, +) }

/// The list up to each of its numbers.
private func beginnings(_ list: [Scalar]) -> [[Scalar]] { list.indices.map { Array(list[...$0]) } }

/// What both functions give, right unless told otherwise.
private func answers(
    _ list: [Scalar], counted: Counted? = nil, means: [Scalar]? = nil
) -> WireValue {
    let (count, total) = counted ?? (list.count, sum(list))
    return WireValue(parts: [
        "count": count, "sum": total, "meansSoFar": means ?? beginnings(list).map { sum($0) / Scalar($0.count) },
    ])
}

let runningMean = Check<[Scalar], WireValue>(input: "list") { c in
    c.inputs { generator in [numbers(5, &generator), numbers(7, &generator)] }
    c.calls { list, host in
        let added = try host.ifWritten("add", list)
        let means = try host.ifWritten("meansSoFar", last: true, list)
        return WireValue(written: ["count": added?.count, "sum": added?.sum, "meansSoFar": means])
    }
    c.right { answers($0) }
    /// A mistake of `add`, which `meansSoFar` shows too, unless that does the work by itself.
    func slip(
        _ family: Misconception?, _ sentence: String, _ counted: @escaping @Sendable ([Scalar]) -> (Int, Scalar)
    ) {
        c.wrong(
            family, "add: " + sentence,
            { list in
                answers(
                    list, counted: counted(list),
                    means: beginnings(list).map { start in
                        let (count, sum) = counted(start)
                        return count == 0 ? 0 : sum / Scalar(count)
                    })
            }, { answers($0, counted: counted($0)) })
    }
    slip(nil, "nothing has changed, count and sum are 0. If a copy counts, `var copy = self`, the struct does not.") {
        _ in
        (0, 0)
    }
    slip(.accumulate, "count stays at 0. One more number, one more.") { (0, sum($0)) }
    slip(.accumulate, "sum is the last number alone. Add it to what was there: `+=`.") { ($0.count, $0.last!) }
    slip(.accumulate, "count is 1 for ever. It was set where it should go up by one.") { (1, sum($0)) }
    slip(.accumulate, "sum stays at 0.") { ($0.count, 0) }
    slip(.twice, "every number is counted twice.") { (2 * $0.count, 2 * sum($0)) }
    slip(.sign, "sum goes down by each number.") { ($0.count, -sum($0)) }
    func list(_ family: Misconception?, _ sentence: String, _ means: @escaping @Sendable ([Scalar]) -> [Scalar]) {
        c.wrong(family, "meansSoFar: " + sentence) { answers($0, means: means($0)) }
    }
    list(.memory, "the list comes back. Each RunningMean has seen one number: it was made inside of the loop.") { $0 }
    list(.offByOne, "the mean was asked before the number was added. The first is that of one number.") { list in
        [0] + beginnings(Array(list.dropLast())).map { sum($0) / Scalar($0.count) }
    }
    list(nil, "only the last mean came back. Append one after each number.") { [sum($0) / Scalar($0.count)] }
    list(nil, "the mean of all stands everywhere. Ask for it after each number, not at the end.") { list in
        list.map { _ in sum(list) / Scalar(list.count) }
    }
    list(.average, "these are the sums so far. The mean is divided by count.") { beginnings($0).map { sum($0) } }
    list(nil, "only the first mean came back. Does the `return` stand inside of the loop?") { [$0[0]] }
    list(nil, "these are means of a number and the one before it. All numbers so far belong to the mean.") { list in
        list.indices.map { $0 == 0 ? list[0] : (list[$0 - 1] + list[$0]) / 2 }
    }
    list(.average, "divided by how many numbers there are in the end. So far there are fewer.") { list in
        beginnings(list).map { sum($0) / Scalar(list.count) }
    }
}

private func numbers(_ count: Int, _ generator: inout SeededGenerator) -> [Scalar] {
    generator.nonZeroHalves([count], limit: 6).scalars
}
