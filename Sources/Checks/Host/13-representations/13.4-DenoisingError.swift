import Nabla

/// Gives the exercise's function a small network with fixed weights.
func denoisingError(clean: Tensor, noisy: Tensor, weights: Tensor) throws -> Scalar {
    try denoisingError(clean: clean, noisy: noisy) { 0.8 * tanh(matmul($0, weights)) + 0.1 }
}
