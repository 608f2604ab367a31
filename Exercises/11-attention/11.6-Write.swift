import Exercises
import Nabla

// 11.6  Write greedily
//
// A trained decoder writes letter by letter. It is given all letters so far, the start symbol included, and answers with
// a score for every letter: the score of letter 4 has index 4. Greedy decoding takes the letter with the highest score (no
// two are equal), appends it, and asks again. It stops at the end symbol, or when it has written `limit` letters.
//
//     next         from the letters so far to a score for each letter
//     start, end   two symbols; neither belongs to the answer
//     limit        the largest number of letters in the answer
//     returns the letters
//
// Example: start 0, end 1, limit 5. next([0]) is highest at 4, next([0, 4]) at 2 and next([0, 4, 2]) at 1:
//     the answer is [4, 2].

func write(next: ([Int]) -> [Scalar], start: Int, end: Int, limit: Int) throws -> [Int] {
    throw notAttempted()
}
