import Tensors

extension Tensor {
    /// A random orthogonal matrix Q, QᵀQ = 1: its columns have length 1 and are perpendicular to each other, so that a product
    /// with it keeps the length of a vector.
    ///
    /// Shape: [n, n]. Source: Saxe, McClelland and Ganguli 2014. Normal draws, made orthogonal one by one (Gram and
    /// Schmidt), twice, because rounding leaves a rest the first time.
    public init(randomOrthogonal n: Int, using generator: inout SeededGenerator) {
        require(n > 0, "randomOrthogonal: expected at least one row, but got \(n)")
        let draws = Tensor(randomNormal: [n, n], using: &generator).scalars
        var rows: [[Double]] = []
        for number in 0..<n {
            var row = draws[(number * n)..<((number + 1) * n)].map { Double($0) }
            for _ in 0..<2 {
                for other in rows { subtractProjection(of: other, from: &row) }
            }
            var square = 0.0
            for value in row { square += value * value }
            let length = square.squareRoot()
            rows.append(row.map { $0 / length })
        }
        self.init(scalars: rows.flatMap { $0.map { Scalar($0) } }, shape: [n, n])
    }
}

/// Subtracts from `row` its projection on `other`, which has length 1.
private func subtractProjection(of other: [Double], from row: inout [Double]) {
    other.withUnsafeBufferPointer { other in
        row.withUnsafeMutableBufferPointer { row in
            var projection = 0.0
            for i in 0..<other.count { projection += other[i] * row[i] }
            for i in 0..<other.count { row[i] -= projection * other[i] }
        }
    }
}
