import Nabla

/// Linear regression (least squares) on one-hot labels: the W that makes |X·W − Y|² + λ|W|² smallest, where every row of X
/// is an image with a 1 behind it for the bias. It is where the gradient is 0, the solution of the normal equations
///
///     (XᵀX + λ·1) · W = Xᵀ·Y
///
/// λ is small; without it the pixels that never have ink would leave the system without a single solution.
///
/// Source: T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, 2009, sections 3.4 and 4.2.
func linearRegression(_ training: ImageSet, λ: Scalar = 10) throws -> LinearScores {
    let pixels = training.images.flattened()
    let x = Tensor(concatenating: [pixels, Tensor(ones: [training.count, 1])], alongAxis: 1)  // [N, 785]
    let y = Tensor(oneHot: training.labels, classes: 10)  // [N, 10]
    let all = try solve(
        symmetric: matmul(x.transposed(), x) + λ * Tensor(identity: 785), matmul(x.transposed(), y))  // [785, 10]
    return LinearScores(weights: all[0..<784], bias: all[784])
}
