import Nabla

/// Differentiates f(x) = Σ a·x³ + c·(first x)·(last x) with the exercise's function.
func numericGradient(a: Tensor, c: Scalar, x: Tensor, h: Scalar) throws -> Tensor {
    try numericGradient(
        of: { x in (a * x * x * x).sum() + c * x[0].item * x[x.size - 1].item }, at: x, h: h)
}
