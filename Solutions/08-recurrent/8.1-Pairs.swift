import Exercises
import Nabla

// 8.1  Inputs and targets
//
// A text is a row of symbols, each with a number. To learn to guess the next one, cut the text into windows of T symbols,
// side by side. At every step of a window the target is the symbol that comes next in the text, also after its last one.
// Only full windows count: T inputs and T targets.
//
//     ids      the symbols' numbers
//     length   T
//     returns the pairs in order, each with T inputs and T targets
//
// Example: ids = [7, 2, 5, 9, 4, 1], length = 2.
//     first pair    input [7, 2], target [2, 5]
//     second pair   input [5, 9], target [9, 4]
// The 4 would start a third window, but that one is not full.

func pairs(ids: [Int], length: Int) throws -> [(input: [Int], target: [Int])] {
    stride(from: 0, to: ids.count - length, by: length).map { start in
        (Array(ids[start..<(start + length)]), Array(ids[(start + 1)...(start + length)]))
    }
}

// Why: a start is good while start + length is still a place of the text, because there the last target stands. So
// the starts end before ids.count - length. The target is the same piece, one place later.
