import Exercises
import Nabla

// 11.2  The mask
//
// In a decoder place i may look at the places 0 … i and at no later one: what comes later is what it has to predict.
// And nobody may look at padding, the places from `real` on. Turn scores into weights that obey both.
//
//     scores [T, T]   row i: the scores that query i gives to all keys
//     real            how many places are no padding, from 1 to T
//     returns [T, T], weights: every row sums to 1, and what is hidden has weight 0
//
// The rows of padding are queries too: they may look at real places. Nobody uses their result.
//
// Example: the second row of the scores is [1, 2, 3, -1], and real is 3. Place 1 sees the places 0 and 1:
//     its weights are [0.2689, 0.7311, 0, 0].
//
// `-Scalar.infinity` is a number: e to the power of it is 0. `t[i, j] = Tensor(-Scalar.infinity)` sets an entry, with
// `t` declared by `var`. Do not multiply by it: 0 times infinity is NaN. By hand, please: without `causalMask` and
// without the masked softmax of the engine.

func masked(scores: Tensor, real: Int) throws -> Tensor {
    var visible = scores
    for query in 0..<scores.shape[0] {
        for key in 0..<scores.shape[1] where key > query || key >= real {
            visible[query, key] = Tensor(-Scalar.infinity)
        }
    }
    return softmax(visible)
}

// Why: a hidden score must be gone before softmax adds up, or it takes its part of the sum. e⁰ is 1, so that a score
// of 0 hides nothing; e to the power of −∞ is 0. A place sees itself, because its input is the letter before the one
// it predicts.
