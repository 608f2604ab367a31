import Foundation
import Nabla

/// y = sin 2πx + ½·sin 6πx, seen through noise at 100 places.
struct NoisyCurve {
    let x: Tensor
    let y: Tensor
    /// Where fits are compared with the clean curve.
    static let grid = Tensor(linspace: 0...1, count: 500)

    init(using generator: inout SeededGenerator) {
        x = Tensor(randomUniform: [100], using: &generator)
        y = Self.clean(x) + Tensor(randomNormal: [100], standardDeviation: 0.1, using: &generator)
    }

    static func clean(_ x: Tensor) -> Tensor { sin(2 * Scalar.pi * x) + 0.5 * sin(6 * Scalar.pi * x) }

    /// Fits evenly spaced bumps of one width, and a constant, by least squares with a ridge of 0.001.
    func fit(bumps count: Int, width: Scalar, ridge: Scalar = 0.001) throws -> Fit {
        let centres = ((Tensor(arange: 0..<count) + 0.5) / Scalar(count)).expanded(atAxis: 1)
        let weights = try leastSquares(features(x, centres, width), y, ridge: ridge)
        return Fit(count: count, centres: centres, width: width, weights: weights, curve: self)
    }

    struct Fit {
        let count: Int
        let centres: Tensor
        let width: Scalar
        /// One for each bump; the constant comes last.
        let weights: Tensor
        let curve: NoisyCurve

        func callAsFunction(_ x: Tensor) -> Tensor { matmul(features(x, centres, width), weights) }
        var trainingError: Scalar { rootMeanSquare(self(curve.x) - curve.y) }
        /// Against the clean curve, between the points.
        var testError: Scalar { rootMeanSquare(self(grid) - clean(grid)) }
    }
}

func rootMeanSquare(_ x: Tensor) -> Scalar { square(x).mean().squareRoot() }

/// Bumps and a column of ones. Shapes: x [N], centres [M, 1] → [N, M + 1].
private func features(_ x: Tensor, _ centres: Tensor, _ width: Scalar) -> Tensor {
    withConstant(bumps(x.expanded(atAxis: 1), centres, width: width))
}

/// Another column, of ones. Shapes: [N, M] → [N, M + 1].
func withConstant(_ x: Tensor) -> Tensor {
    Tensor(concatenating: [x, Tensor(ones: [x.shape[0], 1])], alongAxis: 1)
}

/// Least squares by the normal equations, (XᵀX + ridge·1)·w = Xᵀy.
///
/// Shapes: x [N, D], y [N] or [N, K] → [D] or [D, K].
func leastSquares(_ x: Tensor, _ y: Tensor, ridge: Scalar) throws -> Tensor {
    let xᵀ = x.transposed()
    return try solve(symmetric: matmul(xᵀ, x) + ridge * Tensor(identity: x.shape[1]), matmul(xᵀ, y))
}

/// A radial-basis network for digits: bumps around centres, and least squares on top.
struct BumpNetwork {
    let centres: Tensor
    let width: Scalar
    let weights: Tensor

    /// The width is the root of the mean squared distance to the nearest centre, times a factor.
    init(_ set: ImageSet, centres: Tensor, factor: Scalar) throws {
        let x = set.images.flattened()
        self.centres = centres
        let nearest = squaredDistances(x, centres).min(alongAxes: 1)
        width = factor * nearest.mean().squareRoot()
        let φ = withConstant(bumps(x, centres, width: width))
        let meanDiagonal = square(φ).sum() / Scalar(φ.shape[1])
        weights = try leastSquares(φ, Tensor(oneHot: set.labels, classes: 10), ridge: 1e-5 * meanDiagonal)
    }

    func accuracy(_ set: ImageSet) -> Scalar {
        let φ = withConstant(bumps(set.images.flattened(), centres, width: width))
        return Nabla.accuracy(scores: matmul(φ, weights), labels: set.labels)
    }
}

/// The test accuracy of least squares on the pixels themselves, with a ridge of 1.
func leastSquaresOnPixels(_ known: ImageSet, _ asked: ImageSet) throws -> Scalar {
    let targets = Tensor(oneHot: known.labels, classes: 10)
    let weights = try leastSquares(withConstant(known.images.flattened()), targets, ridge: 1)
    return accuracy(scores: matmul(withConstant(asked.images.flattened()), weights), labels: asked.labels)
}
