import Foundation
import Nabla

/// Eight small clouds of points on a circle of radius 2: a distribution that is known, so that a generator can be scored.
struct Ring {
    /// The standard deviation of each cloud.
    let deviation: Scalar = 0.05
    /// The probability of each cloud.
    var probabilities = [Double](repeating: 1 / 8, count: 8)

    /// A ring of which the first cloud holds half of all points.
    static let uneven = Ring(probabilities: [0.5] + [Double](repeating: 0.5 / 7, count: 7))

    var centers: Tensor {
        Tensor(
            (0..<8).map { mode -> [Scalar] in
                let angle = 2 * Double.pi * Double(mode) / 8
                return [Scalar(2 * cos(angle)), Scalar(2 * sin(angle))]
            })
    }

    /// Draws points. Shape: [N, 2].
    func draw(_ count: Int, using generator: inout SeededGenerator) -> Tensor {
        let bounds = probabilities.indices.map { probabilities[...$0].reduce(0, +) }
        let modes = (0..<count).map { _ in
            let u = generator.nextUniform()
            return bounds.firstIndex { u < $0 } ?? 7
        }
        return centers.gathering(modes)
            + Tensor(randomNormal: [count, 2], standardDeviation: deviation, using: &generator)
    }

    /// The score of a generator's points.
    struct Coverage {
        /// How many clouds hold at least 1 % of the points within three deviations.
        var modes: Int
        /// The fraction of points within three deviations of a center.
        var good: Scalar
        /// The fraction of the points that are nearest to each center.
        var shares: [Scalar]
    }

    func coverage(_ points: Tensor) -> Coverage {
        let count = points.shape[0]
        let apart = points.reshaped(to: [count, 1, 2]) - centers.reshaped(to: [1, 8, 2])
        let distances = sqrt(square(apart).sum(alongAxes: 2))
        let nearest = distances.argmin(alongAxis: 1)
        let isNear = distances.min(alongAxes: 1) .<= 3 * deviation
        let members = Tensor(oneHot: nearest, classes: 8)
        let goodOnes = (members * isNear.reshaped(to: [count, 1])).sum(alongAxes: 0).scalars
        return Coverage(
            modes: goodOnes.count { $0 >= 0.01 * Scalar(count) }, good: isNear.mean(),
            shares: members.mean(alongAxes: 0).scalars)
    }
}
