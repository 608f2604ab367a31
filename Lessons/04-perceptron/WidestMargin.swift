import Foundation
import Nabla

/// A linear support vector machine (SVM): the line with the widest margin, by descent on the hinge loss.
///
///     mean of max(0, 1 − y·z)  +  ½·λ·|w|²,   z = x·w + b
///
/// x [N, D] with the labels y [N], −1 or +1; returns w [D] and b. (Boser, Guyon and Vapnik 1992; as a descent: Pegasos,
/// Shalev-Shwartz, Singer and Srebro 2007.)
func widestMargin(_ x: Tensor, _ y: Tensor, λ: Scalar = 0.005, steps: Int = 2000) -> (w: Tensor, b: Scalar) {
    let middle = x.mean(alongAxes: 0)  // measured from the mean, as lesson 03 does before it descends
    let x = x - middle
    var (w, b) = (Tensor(zeros: [x.shape[1]]), Scalar(0))
    for step in 0..<steps {
        let rate = 1 - Scalar(step) / Scalar(steps)  // long steps first, short ones at the end
        let isTooNear = (y * (matmul(x, w) + b)) .< 1  // [N]: 1 where the hinge has a slope, 0 elsewhere
        let push = isTooNear * y / Scalar(y.size)
        w += rate * (matmul(push, x) - λ * w)  // [N] · [N, D] → [D]
        b += rate * push.sum()
    }
    return (w, b - dot(w, middle))
}

/// The distance of each point from the line, negative on the wrong side: y·z / |w|. The smallest is the margin.
func distances(_ x: Tensor, _ y: Tensor, _ w: Tensor, _ b: Scalar) -> Tensor {
    y * (matmul(x, w) + b) / dot(w, w).squareRoot()
}

/// The widest margin among so many directions, with the best bias for each: by trial, for two inputs only.
func bestMargin(of count: Int, _ x: Tensor, _ y: Tensor) -> Scalar {
    let yes = y.scalars.indices.filter { y[$0].item > 0 }
    let no = y.scalars.indices.filter { y[$0].item < 0 }
    return (0..<count).map { index -> Scalar in
        let angle = 2 * Double.pi * Double(index) / Double(count)
        let along = y * matmul(x, Tensor([Scalar(cos(angle)), Scalar(sin(angle))]))
        return (along.gathering(yes).min() + along.gathering(no).min()) / 2
    }.max()!
}
