import Grading
import Nabla

func dropout(x: Tensor, u: Tensor, p: Scalar, training: Bool) throws -> Tensor {
    guard training else { return x }
    return x * (u .>= p) / (1 - p)
}

func dropoutBackward(g: Tensor, u: Tensor, p: Scalar) throws -> Tensor {
    g * (u .>= p) / (1 - p)
}

// Why: the output is x times a factor, 0 or 1/(1 - p), so the gradient is g times the same factor. A share 1 - p of the
// units stays, and dividing by it keeps the average; having done so in training, evaluation needs nothing at all.
