/// ‖x − c‖² for every pair. The shorter ‖x‖² − 2·x·c + ‖c‖², one matrix product, is a difference of large numbers where point
/// and center are near each other and far from 0: of two clusters side by side it makes one.
///
/// Shapes: x [N, D], centers [K, D] → [N, K].
package func squaredDistances(_ x: Tensor, _ centers: Tensor) -> Tensor {
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
