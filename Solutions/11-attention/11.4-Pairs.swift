import Exercises
import Nabla

// 11.4  What goes in, what should come out
//
// A decoder learns with the right past before it (teacher forcing): at each place it is given all letters so far, and
// has to answer the next one. So its inputs begin with a start symbol, its targets end with an end symbol, and both are
// filled with padding at the end, up to the longest. The mask is 1 where a target counts, and 0 where it is padding.
//
//     sequences             lists of letters, none of them empty
//     start, end, padding   three symbols that are no letters
//     returns inputs, targets and mask, three lists with a row for each sequence, all rows equally long
//
// Example: sequences [5, 6] and [7], start 1, end 2, padding 0.
//     inputs     [1, 5, 6]  [1, 7, 0]
//     targets    [5, 6, 2]  [7, 2, 0]
//     mask       [1, 1, 1]  [1, 1, 0]

func pairs(
    sequences: [[Int]], start: Int, end: Int, padding: Int
) throws -> (inputs: [[Int]], targets: [[Int]], mask: [[Int]]) {
    let longest = sequences.map(\.count).max()! + 1
    func filled(_ row: [Int], with sign: Int) -> [Int] {
        row + Array(repeating: sign, count: longest - row.count)
    }
    return (
        sequences.map { filled([start] + $0, with: padding) },
        sequences.map { filled($0 + [end], with: padding) },
        sequences.map { filled(Array(repeating: 1, count: $0.count + 1), with: 0) }
    )
}

// Why: one place later in the targets than in the inputs, so that no place is shown its own answer. The end symbol is a
// target like any other, or the decoder never learns to stop; after it nothing is asked. Padding only makes the rows
// equally long, and no loss may come from it.
