import Nabla

/// A support vector machine: the boundary with the largest margin, found in terms of a kernel only.
///
///     score(x) = Σ aᵢ·k(xᵢ, x) + b,   aᵢ = αᵢ·yᵢ,   0 ≤ αᵢ ≤ C
///
/// The two numbers aᵢ that are most at odds are moved at a time, until none are (Platt 1998; Keerthi and others 2001).
struct SupportVectorMachine {
    let points: Tensor
    /// aᵢ for each point: its part in w, negative for the points of the negative class.
    let a: [Double]
    let bias: Double
    let kernel: (Tensor, Tensor) -> Tensor

    init(
        _ points: Tensor, signs: Tensor, limit: Double = 1000, tolerance: Double = 1e-4,
        kernel: @escaping (Tensor, Tensor) -> Tensor
    ) {
        let n = points.shape[0]
        let k = kernel(points, points).scalars.map { Double($0) }
        let y = signs.scalars.map { Double($0) }
        var a = [Double](repeating: 0, count: n)
        // The score without b, less the label: equal for all points on the margin.
        var errors = y.map { -$0 }
        var (low, high) = (0, 0)
        for _ in 0..<100_000 {
            // Whose aᵢ may still grow, and whose may still fall.
            let rising = (0..<n).filter { a[$0] < max(0, y[$0]) * limit }
            let falling = (0..<n).filter { a[$0] > min(0, y[$0]) * limit }
            low = rising.min { errors[$0] < errors[$1] }!
            high = falling.max { errors[$0] < errors[$1] }!
            let gap = errors[high] - errors[low]
            if gap < tolerance { break }
            let curvature = max(k[low * n + low] + k[high * n + high] - 2 * k[low * n + high], 1e-12)
            let room = min(max(0, y[low]) * limit - a[low], a[high] - min(0, y[high]) * limit)
            let step = min(gap / curvature, room)
            a[low] += step
            a[high] -= step
            for i in 0..<n { errors[i] += step * (k[i * n + low] - k[i * n + high]) }
        }
        self.points = points
        self.a = a
        self.kernel = kernel
        bias = -(errors[low] + errors[high]) / 2
    }

    /// The points that carry the boundary: those whose aᵢ is not 0.
    var supportVectors: [Int] { a.indices.filter { abs(a[$0]) > 1e-8 } }

    func scores(_ x: Tensor) -> Tensor {
        matmul(kernel(x, points), Tensor(a.map { Scalar($0) })) + Scalar(bias)
    }

    /// For the kernel x·y: w = Σ aᵢ·xᵢ, which is perpendicular to the line.
    var w: Tensor { matmul(Tensor(a.map { Scalar($0) }), points) }
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
