import Nabla

func numericGradient(of f: (Tensor) -> Scalar, at x: Tensor, h: Scalar) throws -> Tensor {
    Tensor(
        (0..<x.size).map { k in
            centralDifference(at: x[k].item, step: h) { value in
                var moved = x
                moved[k] = Tensor(value)
                return f(moved)
            }
        })
}
