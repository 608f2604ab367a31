import Exercises
import Nabla

// 8.7  Sampling with a temperature
//
// A model gives a score to every symbol. To write, divide the scores by a temperature, turn them into probabilities
// with softmax, and sample. The random number u is given, so that the answer is exact: add the probabilities up from the
// first symbol on and take the first one at which the sum exceeds u. The numbers are rounded: for a u just below 1 even the
// sum of all probabilities may not exceed it, and then the last symbol is drawn.
//
//     scores [C]    any finite numbers, also very large ones
//     temperature   above 0: a low one sharpens the distribution, a high one flattens it
//     u             in 0 ..< 1
//     returns the probabilities [C] and the index of the symbol drawn
//
// Example: scores [ln 4, 0], temperature 1, u = 0.7: probabilities [0.8, 0.2], index 0. With temperature ½ the odds, 4 to 1,
// are squared: 16 to 1, probabilities [0.941, 0.059]. With temperature 2 they are 2 to 1, probabilities [0.667, 0.333], and
// the index is 1.
//
// `softmax(v)` is the kit's own, for a vector too.

func sample(scores: Tensor, temperature: Scalar, u: Scalar) throws -> (probabilities: Tensor, index: Int) {
    throw notAttempted()
}
