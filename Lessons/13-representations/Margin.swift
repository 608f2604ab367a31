import Nabla

/// A support vector machine: the boundary with the widest margin, found in terms of a kernel only.
///
///     score(x) = Σ αᵢ·yᵢ·k(xᵢ, x) + b,   0 ≤ αᵢ ≤ C
///
/// The two αs that are most at odds are moved at a time, until none are (Platt 1998; Keerthi and others 2001).
struct SupportVectorMachine {
    let points: Tensor
    /// αᵢ·yᵢ for each point.
    let weights: [Double]
    let bias: Double
    let kernel: (Tensor, Tensor) -> Tensor

    init(
        _ points: Tensor, signs: Tensor, limit: Double = 1000, tolerance: Double = 1e-4,
        kernel: @escaping (Tensor, Tensor) -> Tensor
    ) {
        let n = points.shape[0]
        let k = kernel(points, points).scalars.map { Double($0) }
        let y = signs.scalars.map { Double($0) }
        var weights = [Double](repeating: 0, count: n)
        // The score without b, less the label: equal for all points on the margin.
        var errors = y.map { -$0 }
        var (low, high) = (0, 0)
        for _ in 0..<100_000 {
            // Whose weight may still grow, and whose may still fall.
            let rising = (0..<n).filter { weights[$0] < max(0, y[$0]) * limit }
            let falling = (0..<n).filter { weights[$0] > min(0, y[$0]) * limit }
            low = rising.min { errors[$0] < errors[$1] }!
            high = falling.max { errors[$0] < errors[$1] }!
            let gap = errors[high] - errors[low]
            if gap < tolerance { break }
            let curvature = max(k[low * n + low] + k[high * n + high] - 2 * k[low * n + high], 1e-12)
            let room = min(
                max(0, y[low]) * limit - weights[low], weights[high] - min(0, y[high]) * limit)
            let step = min(gap / curvature, room)
            weights[low] += step
            weights[high] -= step
            for i in 0..<n { errors[i] += step * (k[i * n + low] - k[i * n + high]) }
        }
        self.points = points
        self.weights = weights
        self.kernel = kernel
        bias = -(errors[low] + errors[high]) / 2
    }

    /// The points that carry the boundary: those with a weight.
    var supportVectors: [Int] { weights.indices.filter { abs(weights[$0]) > 1e-8 } }

    func scores(_ x: Tensor) -> Tensor {
        matmul(kernel(x, points), Tensor(weights.map { Scalar($0) })) + Scalar(bias)
    }

    /// For the kernel x·y: w = Σ αᵢ·yᵢ·xᵢ, the normal of the line.
    var normal: Tensor { matmul(Tensor(weights.map { Scalar($0) }), points) }
}

/// The lines at which a perceptron stops, each from another order of the points: all of them separate, none looks back.
func perceptronLines(_ points: Tensor, signs: Tensor, count: Int, seed: UInt64) -> [(weights: Tensor, bias: Scalar)] {
    var generator = SeededGenerator(seed: seed)
    let y = signs.scalars
    return (0..<count).map { _ in
        let order = y.indices.shuffled(using: &generator)
        var (w, b, hasErred) = (Tensor(zeros: [points.shape[1]]), Scalar(0), true)
        while hasErred {
            hasErred = false
            for i in order where y[i] * (dot(w, points[i]) + b) <= 0 {
                w += points[i] * y[i]
                b += y[i]
                hasErred = true
            }
        }
        return (w, b)
    }
}

/// Twice the distance of the nearest point from a line that separates: the width of the street around it.
func streetWidth(_ points: Tensor, signs: Tensor, weights: Tensor, bias: Scalar) -> Scalar {
    2 * ((matmul(points, weights) + bias) * signs).min() / weights.norm()
}
