// 11.4 pairs
// points: 2
// minutes: 15
// difficulty: medium
// hint: Write one sequence down with its start in front, and under each place the letter that should be answered
//   there.
// hint: The inputs are one symbol longer than the letters, and so are the targets. Which symbol is added to each, and
//   where?
// hint: Inputs [start] + letters, targets letters + [end], mask a 1 for each target; then fill all three to the
//   longest.

import Grading
import Nabla

typealias Prepared = (inputs: [[Int]], targets: [[Int]], mask: [[Int]])

struct Letters {
    var sequences: [[Int]], start: Int, end: Int, padding: Int

    var longest: Int { sequences.map(\.count).max()! }

    func inputs(_ row: ([Int]) -> [Int]) -> [[Int]] { filled(sequences.map(row)) }

    /// Rows filled at the end, or in front, to the length of the longest.
    func filled(_ rows: [[Int]], with sign: Int? = nil, inFront: Bool = false) -> [[Int]] {
        let length = rows.map(\.count).max()!
        return rows.map { row in
            let rest = Array(repeating: sign ?? padding, count: length - row.count)
            return inFront ? rest + row : row + rest
        }
    }

    func ones(_ row: ([Int]) -> Int) -> [[Int]] {
        filled(sequences.map { Array(repeating: 1, count: row($0)) }, with: 0)
    }

    /// Right, unless told otherwise.
    func prepared(inputs: [[Int]]? = nil, targets: [[Int]]? = nil, mask: [[Int]]? = nil) -> Prepared {
        (
            inputs ?? self.inputs { [start] + $0 }, targets ?? self.inputs { $0 + [end] },
            mask ?? ones { $0.count + 1 }
        )
    }
}

let pairs = Check<Letters, Prepared> { c in
    c.inputs { generator in
        // No two sequences of a batch are equally long, the longest stands neither first nor last; other symbols each
        // time.
        [[2, 5, 3], [4, 1, 6, 3]].map { lengths in
            var signs = Array(10...40).shuffled(using: &generator)
            let special = (signs.removeLast(), signs.removeLast(), signs.removeLast())
            return Letters(
                sequences: lengths.map { count in (0..<count).map { _ in signs.randomElement(using: &generator)! } },
                start: special.0, end: special.1, padding: special.2)
        }
    }
    c.compares { _, came in
        [("inputs", came.inputs), ("targets", came.targets), ("mask", came.mask)].flatMap { name, rows in
            (rows.list ?? []).enumerated().map { Part("\(name) \($0)", $1.orNothing) }
        }
    }
    c.shows { input in
        input.sequences.enumerated().map { Part("sequence \($0)", $1) }
            + [Part("start", input.start), Part("end", input.end), Part("padding", input.padding)]
    }
    c.right { $0.prepared() }
    c.wrong(
        .pairing,
        "The targets are the inputs: every place is shown its answer. Each place has to answer what comes next.",
        { i in i.prepared(targets: i.inputs { [i.start] + $0 }) },
        { i in i.prepared(inputs: i.inputs { $0 + [i.end] }) })
    c.wrong(
        .offByOne, "The end symbol is among the inputs, one place more than is needed. Nothing is asked after the end.",
        { i in i.prepared(inputs: i.inputs { [i.start] + $0 + [i.end] }) },
        { i in
            i.prepared(
                inputs: i.inputs { [i.start] + $0 + [i.end] }, targets: i.inputs { $0 + [i.end, i.padding] },
                mask: i.filled(i.sequences.map { Array(repeating: 1, count: $0.count + 1) + [0] }, with: 0))
        })
    c.wrong(
        "There is no end symbol among the targets. How does the decoder learn to stop?",
        { i in i.prepared(targets: i.inputs { $0 + [i.padding] }) },
        { i in
            i.prepared(
                targets: i.inputs { $0 + [i.padding] },
                mask: i.filled(i.sequences.map { Array(repeating: 1, count: $0.count) + [0] }, with: 0))
        })
    c.wrong(
        .offByOne, "The start symbol is among the targets. Nobody has to answer with the start.",
        { i in i.prepared(targets: i.inputs { [i.start] + $0 + [i.end] }) },
        { i in
            i.prepared(
                inputs: i.inputs { [i.start] + $0 + [i.end] }, targets: i.inputs { [i.start] + $0 + [i.end] },
                mask: i.ones { $0.count + 2 })
        })
    c.wrong("The mask is all ones. Padding is no answer, and must not be counted as one.") { i in
        i.prepared(mask: i.sequences.map { _ in Array(repeating: 1, count: i.longest + 1) })
    }
    c.wrong("The mask hides the end symbol. To end is an answer like any other.") { i in
        i.prepared(mask: i.filled(i.sequences.map { Array(repeating: 1, count: $0.count) + [0] }, with: 0))
    }
    c.wrong("The mask is inverted: it is 1 for padding. It should be 1 where a target counts.") { i in
        i.prepared(mask: i.ones { $0.count + 1 }.map { $0.map { 1 - $0 } })
    }
    c.wrong(
        .convention, "The rows are filled in front. Both layouts are in use; here padding comes last.",
        { i in
            i.prepared(
                inputs: i.filled(i.sequences.map { [i.start] + $0 }, inFront: true),
                targets: i.filled(i.sequences.map { $0 + [i.end] }, inFront: true),
                mask: i.filled(i.sequences.map { Array(repeating: 1, count: $0.count + 1) }, with: 0, inFront: true))
        })
    c.wrong(
        "There is no start symbol: the first letter is given away. From what should the decoder answer the first letter?",
        { i in i.prepared(inputs: i.inputs { $0 + [i.padding] }) })
    c.wrong("The rows are filled with 0. The symbol for padding comes with the call.") { i in
        i.prepared(
            inputs: i.filled(i.sequences.map { [i.start] + $0 }, with: 0),
            targets: i.filled(i.sequences.map { $0 + [i.end] }, with: 0))
    }
    c.wrong("The rows are filled with the end symbol. The symbol for padding comes with the call.") { i in
        i.prepared(
            inputs: i.filled(i.sequences.map { [i.start] + $0 }, with: i.end),
            targets: i.filled(i.sequences.map { $0 + [i.end] }, with: i.end))
    }
    c.wrong("The rows are not filled: they are of different lengths. A batch is a table.") { i in
        (
            i.sequences.map { [i.start] + $0 }, i.sequences.map { $0 + [i.end] },
            i.sequences.map { Array(repeating: 1, count: $0.count + 1) }
        )
    }
    c.wrong(.pairing, "Inputs and targets are exchanged. Which of the two is known when the other is answered?") { i in
        let right = i.prepared()
        return (right.targets, right.inputs, right.mask)
    }
    c.wrong(
        .pairing, "The end symbol stands at the very end of the row, behind the padding. It follows the last letter.",
        { i in i.prepared(targets: i.inputs { $0 }.map { $0 + [i.end] }) })
    c.constant("the start symbol", [1, 0]) { i, start in i.prepared(inputs: i.inputs { [start] + $0 }) }
}
