import Nabla

extension Lesson08 {
    // MARK: 8.1 inputs and targets

    typealias Text = (ids: [Int], length: Int)
    typealias Pair = (input: [Int], target: [Int])

    static var pairs: Check<Text, [Pair]> {
        var check = Check<Text, [Pair]>(
            exercise: Exercise(
                id: "8.1", name: "pairs", points: 1,
                hints: [
                    "Write the first window down, and under each symbol the one that should be predicted from it.",
                    "The target is the input read one place later. Where does its last symbol come from?",
                    "Windows start at 0, T, 2T, …; a window is full when the symbol after its last one still exists. "
                        + "`stride(from: 0, to: …, by: length)` gives the starts.",
                ]),
            inputs: { generator in
                // A rest at the end, none at all, a long rest. No two texts or windows are equally long.
                [(11, 3), (17, 4), (14, 5)].map { count, length in
                    (Array(0..<(count + 4)).shuffled(using: &generator).prefix(count).map { $0 + 1 }, length)
                }
            },
            show: { [Part("ids", $0.ids), Part("length", $0.length)] },
            results: { _, pairs in
                [Part("number of pairs", pairs.count)]
                    + pairs.enumerated().flatMap { index, pair in
                        [Part("input \(index)", pair.input), Part("target \(index)", pair.target)]
                    }
            },
            right: { cut($0) })
        check.knows(
            "a", .pairing,
            "The target is the input itself. What should be predicted from what?"
        ) { cut($0, shift: 0) }
        check.knows(
            "b",
            "The target lies one step back, so the past is predicted. Which way does time run?"
        ) { text in
            starts(text).map { start in
                let window = start..<(start + text.length)
                return (window.map { text.ids[$0] }, window.map { text.ids[max(0, $0 - 1)] })
            }
        }
        check.knows(
            "c",
            "The last target is the first symbol of the same window. Which symbol of the text follows the last one?"
        ) { text in cut(text).map { ($0.input, Array($0.input.dropFirst()) + [$0.input[0]]) } }
        check.knows(
            "d", .offByOne,
            "Windows lie one symbol too far apart. Which symbol is never an input?"
        ) { text in
            stride(from: 0, to: text.ids.count - text.length, by: text.length + 1).map { pair(text, $0) }
        }
        check.knows(
            "e",
            "Windows overlap: each starts one symbol after the one before. Side by side was asked."
        ) { text in (0..<(text.ids.count - text.length)).map { pair(text, $0) } }
        check.knows(
            "f",
            "There is one target for a window. Every step makes a prediction."
        ) { text in cut(text).map { ($0.input, [$0.target[text.length - 1]]) } }
        check.knows(
            "g", .offByOne,
            "The target lies two symbols ahead. Count with the first pair.",
            { text in
                stride(from: 0, to: text.ids.count - text.length - 1, by: text.length)
                    .map { pair(text, $0, shift: 2) }
            },
            { text in
                starts(text).filter { $0 + text.length + 2 <= text.ids.count }
                    .map { pair(text, $0, shift: 2) }
            }
        )
        check.knows(
            "h", .offByOne,
            "A last window that is full is missing. How many symbols does it take for T inputs and T targets?"
        ) { text in cut(text).dropLast(text.ids.count % text.length == 1 ? 1 : 0) }
        check.knows(
            "i",
            "The last window is cut short. Only full windows were asked.",
            { text in
                stride(from: 0, to: text.ids.count, by: text.length).map { start in
                    let end = min(start + text.length, text.ids.count)
                    return (
                        Array(text.ids[start..<end]),
                        Array(text.ids[min(start + 1, end)..<min(end + 1, text.ids.count)])
                    )
                }
            },
            { text in
                stride(from: 0, to: text.ids.count - 1, by: text.length).map { start in
                    let end = min(start + text.length, text.ids.count - 1)
                    return (Array(text.ids[start..<end]), Array(text.ids[(start + 1)...end]))
                }
            }
        )
        check.knows(
            "j",
            "The length of a window is written in the code. It comes with the call.",
            { cut(($0.ids, 2)) }, { cut(($0.ids, 3)) }, { cut(($0.ids, 4)) }
        )
        check.knows(
            "k",
            "The number of windows is written in the code. It depends on the text.",
            { text in (0..<3).map { pair(text, min($0 * text.length, text.ids.count - text.length - 1)) } }
        )
        check.knows("l", "Only the first window came. What happens to the rest of the text?") { [cut($0)[0]] }
        check.knows("m", "There are no pairs. A text of N symbols has (N − 1) / T full windows.") { _ in [] }
        return check
    }

    private static func starts(_ text: Text) -> [Int] {
        Array(stride(from: 0, to: text.ids.count - text.length, by: text.length))
    }

    private static func pair(_ text: Text, _ start: Int, shift: Int = 1) -> Pair {
        let end = min(start + shift + text.length, text.ids.count)
        return (Array(text.ids[start..<(start + text.length)]), Array(text.ids[(start + shift)..<end]))
    }

    private static func cut(_ text: Text, shift: Int = 1) -> [Pair] {
        guard text.ids.count > text.length else { return [] }
        return starts(text).map { pair(text, $0, shift: shift) }
    }
}
