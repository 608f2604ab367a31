// 8.1 pairs
// points: 1
// minutes: 10
// difficulty: easy
// hint: Write the first window down, and under each symbol the one that should be predicted from it.
// hint: The target is the input read one place later. Where does its last symbol come from?
// hint: Windows start at 0, T, 2T, …; a window is full when the symbol after its last one still exists.
//   `stride(from: 0, to: …, by: length)` gives the starts.

import Grading
import Nabla

struct Text {
    var ids: [Int], length: Int

    typealias Pair = (input: [Int], target: [Int])

    /// Where windows start, up to the last that has a symbol behind it.
    var starts: [Int] { Array(stride(from: 0, to: max(0, ids.count - length), by: length)) }

    /// One window; what lies beyond the text is left out.
    func pair(_ start: Int, shift: Int = 1) -> Pair {
        let end = min(start + shift + length, ids.count)
        return (Array(ids[start..<start + length]), Array(ids[min(start + shift, end)..<end]))
    }

    func pairs(shift: Int = 1) -> [Pair] { starts.map { pair($0, shift: shift) } }

    /// Windows of any length; what lies beyond the end is left out.
    func ragged(to end: Int) -> [Pair] {
        stride(from: 0, to: end, by: length).map { start in
            let last = min(start + length, end)
            return (Array(ids[start..<last]), Array(ids[min(start + 1, last)..<min(last + 1, ids.count)]))
        }
    }
}

let pairs = Check<Text, [Text.Pair]> { c in
    c.inputs { generator in
        // A rest of 2, of 1, of 4, and none at all. No two texts or windows are equally long.
        [(11, 3), (17, 4), (14, 5), (12, 6)].map { count, length in
            Text(ids: Array((1...count + 4).shuffled(using: &generator).prefix(count)), length: length)
        }
    }
    c.compares { _, came in
        let pairs = came.list ?? []
        return [Part("number of pairs", pairs.count)]
            + pairs.enumerated().flatMap { index, pair in
                [Part("input \(index)", pair.input.orNothing), Part("target \(index)", pair.target.orNothing)]
            }
    }
    c.right { $0.pairs() }
    c.wrong(.pairing, "The target is the input itself. What should be predicted from what?") { $0.pairs(shift: 0) }
    c.wrong(.pairing, "Input and target are exchanged. Which of the two is known when the other is predicted?") {
        $0.pairs().map { ($0.target, $0.input) }
    }
    c.wrong("The target lies one step back, so the past is predicted. Which way does time run?") { text in
        text.starts.map { start in
            let window = start..<start + text.length
            return (window.map { text.ids[$0] }, window.map { text.ids[max(0, $0 - 1)] })
        }
    }
    c.wrong("The last target is the first symbol of the same window. Which symbol of the text follows the last one?") {
        $0.pairs().map { ($0.input, Array($0.input.dropFirst()) + [$0.input[0]]) }
    }
    c.wrong(.offByOne, "Windows lie one symbol too far apart. Which symbol is never an input?") { text in
        stride(from: 0, to: text.ids.count - text.length, by: text.length + 1).map { text.pair($0) }
    }
    c.wrong("Windows overlap: each starts one symbol after the one before. Side by side was asked.") { text in
        (0..<text.ids.count - text.length).map { text.pair($0) }
    }
    c.stops("The last window has no symbol behind it for its last target. How many symbols does a full window take?") {
        text in
        text.ids.count % text.length == 0 ? ["out of range", "out of bounds"] : []
    }
    c.wrong(.pairing, "The target is the window after this one. Each step predicts the symbol that comes next.") {
        text in
        stride(from: 0, through: text.ids.count - 2 * text.length, by: text.length).map { start in
            (text.pair(start).input, text.pair(start + text.length).input)
        }
    }
    c.wrong(
        .offByOne,
        "Inputs and targets are one symbol short: both were cut from the same T symbols. T of each was asked."
    ) {
        text in
        stride(from: 0, through: text.ids.count - text.length, by: text.length).map { start in
            let window = text.ids[start..<start + text.length]
            return (Array(window.dropLast()), Array(window.dropFirst()))
        }
    }
    c.wrong("There is one target for a window. Every step makes a prediction.") {
        $0.pairs().map { ($0.input, [$0.target.last!]) }
    }
    c.wrong(
        .offByOne, "The target lies two symbols ahead. Count with the first pair.",
        { text in
            stride(from: 0, to: text.ids.count - text.length - 1, by: text.length).map { text.pair($0, shift: 2) }
        },
        { text in
            text.starts.filter { $0 + text.length + 2 <= text.ids.count }.map { text.pair($0, shift: 2) }
        })
    c.wrong(
        .offByOne, "A last window that is full is missing. How many symbols does it take for T inputs and T targets?"
    ) { $0.pairs().dropLast($0.ids.count % $0.length == 1 ? 1 : 0) }
    c.wrong(
        "The last window is cut short. Only full windows were asked.", { $0.ragged(to: $0.ids.count) },
        { $0.ragged(to: $0.ids.count - 1) })
    c.wrong(
        .offByOne, "The last target is one symbol short: the text ends there. How many symbols does a full window take?"
    ) { text in
        stride(from: 0, through: text.ids.count - text.length, by: text.length).map { text.pair($0) }
    }
    c.constant(
        "the length", [2, 3, 4], sentence: "The length of a window is written in the code. It comes with the call."
    ) { Text(ids: $0.ids, length: $1).pairs() }
    c.wrong("The number of windows is written in the code. It depends on the text.") { text in
        (0..<3).map { text.pair(min($0 * text.length, text.ids.count - text.length - 1)) }
    }
    c.wrong("Only the first window came. What happens to the rest of the text?") { [$0.pair(0)] }
    c.wrong("There are no pairs. A text of N symbols has (N − 1) / T full windows.") { _ in [] }
}
