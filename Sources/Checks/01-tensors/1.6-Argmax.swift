// 1.6 argmax
// points: 1
// minutes: 7
// difficulty: easy
// by hand: .argmax
// hint: Keep the place of the best score so far, not the score.
// hint: Where may the search begin? Think of a row in which all scores are negative.
// hint: With two equal scores the first one wins. Which comparison keeps the earlier place?

import Grading
import Nabla

let argmax = Check<Tensor, [Int]>(result: "places") { c in
    c.inputs { [scores([5, 4], &$0), scores([7, 6], &$0)] }
    c.right { places($0) }
    c.wrong("These are the largest scores. Where they stand was asked, not how large they are.") {
        rows($0).map { Int($0.max()!) }
    }
    c.stops("x was read beyond its last column. How many columns has x, and which index of x[i, j] counts them?") { x in
        ["within 0..<\(x.shape[1]) along axis 1, but got \(x.shape[1]); the shape is \(x.shape)"]
    }
    c.wrong(.axis, "One answer for each column. There is one for each sample: which axis counts the samples?") {
        places($0.transposed())
    }
    c.wrong(
        "The best score so far starts at a number such as 0, and no score below that wins. Start with one of the candidates.",
        forEach: [0, -1, -10, -100]
    ) { beating($1, $0) }
    c.wrong(
        .memory, "The best score of one row is still there in the next. Every row begins its own search.",
        { x in
            var best = x[0, 0].item
            return rows(x).map { place(in: $0, best: &best) }
        },
        { x in
            var best = -Scalar.infinity
            return rows(x).map { place(in: $0, best: &best) }
        },
        { x in
            var (best, last) = (-Scalar.infinity, 0)
            return rows(x).map { row in
                last = place(in: row, best: &best, otherwise: last)
                return last
            }
        })
    c.wrong(.tie, "Of two equal scores the last one wins here. The task gives it to the first.") {
        places($0) { $0 >= $1 }
    }
    c.wrong("The places run on from row to row. In every row they start again at 0.") { x in
        places(x).enumerated().map { $0 * x.shape[1] + $1 }
    }
    c.wrong("The largest size won, whatever its sign. A large negative score is a low one.") {
        places($0) { abs($0) > abs($1) }
    }
    c.wrong(.offByOne, "Every place is one too large. The first class has number 0.") { places($0).map { $0 + 1 } }
    c.wrong("Only three columns are looked at, as many as in the example. How many does this x have?") {
        places($0[.all, 0..<3])
    }
    c.wrong("These are the places of the lowest scores.") { places($0) { $0 < $1 } }
    c.wrong("One place for the whole tensor. Every row has an answer of its own.") { [$0.argmax()] }
    c.wrong(.offByOne, "The last column is never looked at. Where does the loop over the columns end?") {
        places($0[.all, 0..<$0.shape[1] - 1])
    }
    c.accepts("by the engine") { $0.argmax(alongAxis: 1) }
}

private func rows(_ x: Tensor) -> [[Scalar]] { (0..<x.shape[0]).map { x[$0].scalars } }

/// For each row the place of a score that beats all before it.
private func places(_ x: Tensor, _ beats: (Scalar, Scalar) -> Bool = { $0 > $1 }) -> [Int] {
    rows(x).map { row in
        row.indices.dropFirst().reduce(0) { best, place in beats(row[place], row[best]) ? place : best }
    }
}

/// The last place that beats what was best so far, and what stands for one where none does.
private func place(in row: [Scalar], best: inout Scalar, otherwise place: Int = 0) -> Int {
    var place = place
    for (column, score) in row.enumerated() where score > best { (best, place) = (score, column) }
    return place
}

/// For each row the place of its largest score, if that is above a number.
private func beating(_ start: Scalar, _ x: Tensor) -> [Int] {
    rows(x).map { row in
        var best = start
        return place(in: row, best: &best)
    }
}

/// Scores with a tie, a row far below 0, a row whose largest size is negative, and one that peaks last.
private func scores(_ shape: [Int], _ generator: inout SeededGenerator) -> Tensor {
    let columns = shape[1]
    func row(best: Int, above: Scalar) -> [Scalar] {
        var row = (1...columns).map { above - Scalar($0) / 2 }.shuffled(using: &generator)
        row.swapAt(best, row.firstIndex(of: row.max()!)!)
        return row
    }
    var tie = row(best: 0, above: 1)
    (tie[0], tie[2]) = (3, 3)
    let negative = row(best: Int.random(in: 1..<3, using: &generator), above: -100)
    var large = row(best: 1, above: 2)
    large[0] = -9
    var all = [tie, negative, large, row(best: columns - 1, above: 2.5)]
    while all.count < shape[0] { all.append(row(best: Int.random(in: 0..<columns, using: &generator), above: 2.5)) }
    return Tensor(all.shuffled(using: &generator))
}
