import Nabla

/// The scores of the rows of x: x·w + b.
func scores(_ x: Tensor, _ w: Tensor, _ b: Scalar) -> [Scalar] { (matmul(x, w) + b).scalars }
