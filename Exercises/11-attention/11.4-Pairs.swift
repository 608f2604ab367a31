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
    throw notAttempted()
}
