import Exercises
import Nabla

// 4.2  Learn from one sample
//
// The perceptron learns only from its mistakes. In training a sample is a mistake unless its score has the sign of
// its label; a score of 0 is a mistake too, whatever the label, for nothing has been decided yet. After a mistake
// the line moves so that this sample's score comes nearer to its label. If there was none, nothing changes.
//
//     w [D], b   the weights and bias so far
//     x [D]      one sample;  y  its label, -1 or +1
//     rate       the size of the step
//     returns the weights and bias afterwards
//
// Example: w = [1, 1], b = 0, rate = 1.
//     x = [2, 1], y = -1: the score is 3, a mistake. Afterwards w = [-1, 0], b = -1, and the score is -3.
//     x = [2, 1], y = +1: the score is 3, right. w and b stay as they are.
//
// The page's rule is for labels 0 and 1 and has no rate: copied as it stands, it does something else here. The product
// w·x of two vectors is `dot(w, x)`.

func update(w: Tensor, b: Scalar, x: Tensor, y: Scalar, rate: Scalar) throws -> (w: Tensor, b: Scalar) {
    throw notAttempted()
}
