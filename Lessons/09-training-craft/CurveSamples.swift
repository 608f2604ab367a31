import Nabla

/// Polynomials fitted to many small noisy samples of one curve.
struct CurveSamples {
    /// Where the samples are taken, and where fits are compared.
    static let places = Tensor(linspace: -0.96...0.96, count: 15)
    static let grid = Tensor(linspace: -0.96...0.96, count: 97)
    static let noise: Scalar = 0.3

    /// The curve itself.
    static func truth(_ x: Tensor) -> Tensor { sin(3 * x) + 0.3 * x }

    /// Noisy values at the places, a row for each sample.
    ///
    /// Shapes: [samples, 15].
    let values: Tensor

    init(_ count: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let noise = Self.noise * Tensor(randomNormal: [count, Self.places.size], using: &generator)
        values = Self.truth(Self.places) + noise
    }

    /// Legendre polynomials: the same curves as 1, x, x², …, without their rounding errors.
    ///
    /// Shapes: x [N] → [N, degree + 1].
    static func powers(_ x: Tensor, degree: Int) -> Tensor {
        var columns = [Tensor(ones: x.shape), x]
        for n in 1..<max(degree, 2) {
            let (n, last) = (Scalar(n), columns.count - 1)
            columns.append(((2 * n + 1) * x * columns[last] - n * columns[last - 1]) / (n + 1))
        }
        return Tensor(stacking: Array(columns.prefix(degree + 1))).transposed()
    }

    /// The least-squares polynomial of each sample, on the grid.
    ///
    /// Shapes: → [samples, 97].
    func fits(degree: Int) throws -> Tensor {
        let known = Self.powers(Self.places, degree: degree)
        let weights = try solve(
            symmetric: matmul(known.transposed(), known), matmul(known.transposed(), values.transposed()))
        return matmul(Self.powers(Self.grid, degree: degree), weights).transposed()
    }
}

/// Squared bias, variance and mean squared error of many models, each averaged over the points.
///
/// Shapes: predictions [M, P], truth [P].
func decompose(_ predictions: Tensor, truth: Tensor) -> (bias2: Scalar, variance: Scalar, error: Scalar) {
    let mean = predictions.mean(alongAxes: 0)
    return (
        square(mean - truth).mean(), square(predictions - mean).mean(), square(predictions - truth).mean()
    )
}
