import Exercises
import Nabla

// 11.7  Attention without training
//
// Design one head by hand. Every place of a word carries L + T numbers: the one-hot of its letter, followed by the
// one-hot of its position. Queries, keys and values are products of these rows x [T, L + T] with three matrices of
// yours, and the head is that of 11.1:
//
//     q = x·wq,  k = x·wk,  v = x·wv          softmax(q·kᵀ/√T)·v
//
//     letters   L, how many letters there are
//     length    T, how long the words are
//     task      1: the word comes out reversed
//               2: every place shows the letter before it, and the first place its own
//     returns wq [L + T, T], wk [L + T, T] and wv [L + T, L]
//
// The check draws words of its own. It asks two things: every weight lies within 0.01 of 0 or 1, and at every place the
// output is largest for the right letter.
//
// Example: for L = 3, T = 5 and task 1, the word 0 2 1 1 0 has to come out as 0 1 1 2 0.
//
// `Tensor(zeros: [2, 3])` makes a tensor; in a `var`, `m[i, j] = 1` sets one entry, and `m[i, j] = Tensor(number)` one
// that was computed. x·w with a single 1 in column j of w, at row i, copies column i of x to column j.

func head(letters: Int, length: Int, task: Int) throws -> (wq: Tensor, wk: Tensor, wv: Tensor) {
    var wq = Tensor(zeros: [letters + length, length])
    var wk = Tensor(zeros: [letters + length, length])
    var wv = Tensor(zeros: [letters + length, letters])
    let sure = Tensor(20 * Scalar(length).squareRoot())  // a score of 20 after the division by √T
    for place in 0..<length {
        let target = task == 1 ? length - 1 - place : max(0, place - 1)
        wq[letters + place, target] = sure
        wk[letters + place, place] = 1
    }
    for letter in 0..<letters { wv[letter, letter] = 1 }
    return (wq, wk, wv)
}

// Why: the query of a place names the place it is to read, the key of a place names itself, and the values hold the
// letters. Where they agree the score is 20, elsewhere 0: e²⁰ against 1. A score of 1 would leave the wanted place
// less than half of the weight among five places.
