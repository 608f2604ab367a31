import Grading
import Nabla

func softmax(of x: Tensor) throws -> Tensor {
    let exponentials = exp(x - x.max(alongAxes: 1, keepingAxes: true))
    return exponentials / exponentials.sum(alongAxes: 1, keepingAxes: true)
}

// Why: a constant added to a row multiplies all its exponentials by the same factor, which the division removes. With
// the row's maximum subtracted, the largest exponential is exactly 1: none overflows, and the sum is never 0.
