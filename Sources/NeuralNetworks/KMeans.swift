import Tensors

/// k-means clustering: K centers, each the mean of the points that are nearer to it than to any other center.
///
/// Lloyd's algorithm: assign every point to its nearest center, move every center to the mean of its points, until no point
/// changes its center. Each step lowers the inertia, Σ ‖x − its center‖², towards a local minimum; a few seeds and the
/// lowest inertia find a better one. A center that loses its last point stays where it is.
///
/// The first centers are drawn from the points by k-means++: each next one with a probability in proportion to its squared
/// distance from the nearest center so far.
///
/// Shapes: points [N, D], with 1 ≤ clusters ≤ N → centers [K, D], N labels in 0..<K.
/// Source: Lloyd 1982; Arthur and Vassilvitskii 2007.
public func kMeans(
    _ points: Tensor, clusters: Int, iterations: Int = 100, using generator: inout SeededGenerator
) -> (centers: Tensor, labels: [Int], inertia: Scalar) {
    require(
        points.rank == 2 && points.shape[1] > 0 && (1...max(points.shape[0], 1)).contains(clusters) && iterations > 0,
        "kMeans: expected points [N, D], between 1 and N clusters and at least 1 iteration, but got \(points.shape), "
            + "\(clusters) and \(iterations)")
    // Around 0, numbers of 32 bits lie closest.
    let middle = points.mean(alongAxes: 0)
    let x = points - middle
    var centers = seeds(x, clusters, using: &generator)
    var labels: [Int] = []
    for _ in 0..<iterations {
        let nearest = squaredDistances(x, centers).argmin(alongAxis: 1)
        if nearest == labels { break }
        labels = nearest
        let members = Tensor(oneHot: labels, classes: clusters).transposed()
        let counts = members.sum(alongAxes: 1, keepingAxes: true)
        let means = matmul(members, x) / maximum(counts, Tensor(1))
        centers = means + centers * (counts .== 0)
    }
    labels = squaredDistances(x, centers).argmin(alongAxis: 1)
    return (centers + middle, labels, square(x - centers.gathering(labels)).sum())
}

/// k-means++: the first center is any point, the next ones are likely to be far from those before.
private func seeds(_ x: Tensor, _ clusters: Int, using generator: inout SeededGenerator) -> Tensor {
    var chosen = [Int.random(in: 0..<x.shape[0], using: &generator)]
    var nearest = squaredDistances(x, x.gathering(chosen)).reshaped(to: [x.shape[0]])
    while chosen.count < clusters {
        let distances = nearest.scalars.map { Double(max($0, 0)) }
        // Where every point is a center already, all are equally good.
        let isCovered = distances.allSatisfy { $0 == 0 }
        let next = generator.nextIndex(weights: isCovered ? distances.map { _ in 1 } : distances)
        chosen.append(next)
        nearest = minimum(nearest, squaredDistances(x, x.gathering([next])).reshaped(to: [x.shape[0]]))
    }
    return x.gathering(chosen)
}

/// ‖x − c‖² for every pair. The shorter ‖x‖² − 2·x·c + ‖c‖², one matrix product, is a difference of large numbers where point
/// and center are near each other and far from 0: of two clusters side by side it makes one.
///
/// Shapes: x [N, D], centers [K, D] → [N, K].
private func squaredDistances(_ x: Tensor, _ centers: Tensor) -> Tensor {
    let (points, features, count) = (x.shape[0], x.shape[1], centers.shape[0])
    let (x, c) = (x.scalars, centers.scalars)
    let distances = [Scalar](unsafeUninitializedCapacity: points * count) { distances, filled in
        x.withUnsafeBufferPointer { x in
            c.withUnsafeBufferPointer { c in
                for point in 0..<points {
                    for center in 0..<count {
                        distances[point * count + center] = squaredDistance(
                            x.baseAddress! + point * features, c.baseAddress! + center * features, features)
                    }
                }
            }
        }
        filled = points * count
    }
    return Tensor(scalars: distances, shape: [points, count])
}

/// Σ (xᵢ − cᵢ)², eight at a time.
private func squaredDistance(_ x: UnsafePointer<Scalar>, _ c: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    func eight(_ place: UnsafePointer<Scalar>) -> SIMD8<Scalar> {
        UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Scalar>.self)
    }
    var sums = SIMD8<Scalar>()
    var i = 0
    while i + 8 <= count {
        let difference = eight(x + i) - eight(c + i)
        sums += difference * difference
        i += 8
    }
    var sum = sums.sum()
    while i < count {
        sum += (x[i] - c[i]) * (x[i] - c[i])
        i += 1
    }
    return sum
}
