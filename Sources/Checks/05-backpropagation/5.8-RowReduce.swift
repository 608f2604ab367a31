// 5.8 rowReduceBackward
// points: 2
// minutes: 12
// difficulty: medium
// by hand: Variable, Parameter
// section: One number, used twice
// hint: One row at a time: C numbers became one. At what rate does that one move with each of the C?
// hint: For sum and mean all entries of a row get the same. g as a column [N, 1] is stretched over the row.
// hint: For max start from zeros; x.argmax(alongAxis: 1) lists the first winner of each row. Put the row's g there.

import Grading
import Nabla

struct Rows: Question {
    var x: Tensor, g: Tensor

    var column: Tensor { g.reshaped(to: [x.shape[0], 1]) }

    /// A one in each row, at the place of its maximum, the first of several.
    var winners: Tensor { Tensor(oneHot: x.argmax(alongAxis: 1), classes: x.shape[1]) }
    /// Ones at all places of the maximum.
    var tied: Tensor { x .>= x.max(alongAxes: 1, keepingAxes: true) }

    var right: (dSum: Tensor, dMean: Tensor, dMax: Tensor) {
        let spread = column * Tensor(ones: x.shape)
        return (spread, spread / Scalar(x.shape[1]), column * winners)
    }
}

let rowReduceBackward = Check<Rows, (dSum: Tensor, dMean: Tensor, dMax: Tensor)> { c in
    c.inputs { [rows(3, 4, &$0), rows(5, 6, &$0)] }
    c.right { $0.right }
    c.wrong(
        .chain, "What arrives is lost: the local derivatives stand alone. Multiply by g, row by row.",
        { i in
            let ones = Tensor(ones: i.x.shape)
            return (ones, ones / Scalar(i.x.shape[1]), i.winners)
        },
        { $0.but { $0.dSum = Tensor(ones: $0.dSum.shape) } }, { i in i.but { $0.dMax = i.winners } },
        { i in i.but { $0.dMax = i.winners * i.x } })
    c.wrong(.average, "dMean is C times too large. By how much does one entry move the average of C?") {
        $0.but { $0.dMean = $0.dSum }
    }
    c.wrong(.pairing, "dSum and dMean are exchanged. Which of them moves less when one entry does?") {
        $0.but { ($0.dSum, $0.dMean) = ($0.dMean, $0.dSum) }
    }
    c.wrong(
        .average, "The mean was divided by N as well, or instead. An average over which entries?",
        { i in i.but { $0.dMean = $0.dMean / Scalar(i.x.shape[0]) } },
        { i in i.but { $0.dMean = $0.dSum / Scalar(i.x.shape[0]) } })
    c.wrong(
        .tie, "At a tie every winner got the whole gradient, so more was sent than arrived. The text names one winner."
    ) { i in i.but { $0.dMax = i.column * i.tied } }
    c.wrong(
        .convention, "At a tie the gradient was split. That is a valid choice, but the text says: the first winner."
    ) { i in i.but { $0.dMax = i.column * i.tied / i.tied.sum(alongAxes: 1, keepingAxes: true) } }
    c.wrong(.tie, "At a tie the last winner got the gradient. The text says: the first.") { i in
        let last = (0..<i.x.shape[0]).map { row in i.tied[row].scalars.lastIndex(of: 1)! }
        return i.but { $0.dMax = i.column * Tensor(oneHot: last, classes: i.x.shape[1]) }
    }
    c.wrong(.valueOrSlope, "The winner got g times the maximum. The local derivative of the winner is 1.") { i in
        i.but { $0.dMax = $0.dMax * i.x }
    }
    c.wrong(
        .valueOrSlope,
        "x was multiplied by g. Sum and mean move equally fast with each of their entries, however large it is.",
        { i in i.but { $0.dSum = i.x * i.column } }, { i in i.but { $0.dMean = i.x * $0.dMean } },
        { i in i.but { ($0.dSum, $0.dMean) = (i.x * $0.dSum, i.x * $0.dMean) } },
        { i in i.but { $0 = (i.x * $0.dSum, i.x * $0.dMean, i.x * $0.dMax) } })
    c.wrong(
        .axis, "There is one winner in the whole matrix. Each row has a maximum of its own.",
        { i in i.but { $0.dMax = i.column * (i.x .>= i.x.max()) } },
        { i in i.but { $0.dMax = i.column * i.winners * (i.x .>= i.x.max()) } })
    c.wrong(.axis, "The largest of each column was taken, not of each row. Which axis went away?") { i in
        let marks = Tensor(oneHot: i.x.argmax(alongAxis: 0), classes: i.x.shape[0]).transposed()
        return i.but { $0.dMax = i.column * marks }
    }
    c.stops("g is a list, and a list counts as a row. One number for each row is a column, [N, 1].") { i in
        ["\(i.x.shape) and \(i.g.shape)", "\(i.g.shape) and \(i.x.shape)"]
    }
    c.wrong("In dMax every entry of a row got g. The maximum moves with the winner alone.") {
        $0.but { $0.dMax = $0.dSum }
    }
    c.wrong(.average, "dMean was multiplied by C. How much does the mean move when one of C entries does?") { i in
        i.but { $0.dMean = $0.dSum * Scalar(i.x.shape[1]) }
    }
    c.times(nil, "Nothing is sent back.") { _ in 0 }
    c.wrong("Divided by 4, which is right for rows of 4 only. How long is a row of this x?") {
        $0.but { $0.dMean = $0.dSum / 4 }
    }
    c.onlyFirst(
        "rows", [3],
        sentence: "Only the first rows got anything. How many there are differs from call to call: ask x.shape[0]."
    ) { i, count in
        let (dSum, dMean, dMax) = i.right
        return (dSum.only(first: count), dMean.only(first: count), dMax.only(first: count))
    }
}

private func rows(_ n: Int, _ c: Int, _ generator: inout SeededGenerator) -> Rows {
    var x = generator.halves([n, c], limit: 3)
    // A tie in the middle row: two winners, the first of them not in the first column.
    for column in [1, c - 1] { x[n / 2, column] = 5 }
    // A row whose largest number is below 0.
    x[0] = -abs(x[0]) - 0.5
    let g = Tensor((0..<n).shuffled(using: &generator).map { Scalar($0) + 1.5 })
    return Rows(x: x, g: g * Tensor((0..<n).map { $0 % 2 == 0 ? Scalar(-1) : 1 }))
}
