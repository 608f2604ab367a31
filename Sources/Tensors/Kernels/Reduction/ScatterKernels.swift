extension Tensor {
    /// The transpose of `gathering`: makes a tensor of zeros and adds row k of this tensor to its row `rows[k]`. A row
    /// that is named twice receives two contributions.
    ///
    /// Shapes: [k, A, …], k row numbers in 0..<N → [N, A, …].
    public func scatteringSum(to rows: [Int], of count: Int) -> Tensor {
        require(
            rank > 0 && shape[0] == rows.count,
            "scatteringSum: expected a row for each of the \(rows.count) numbers, but got shape \(shape)")
        for row in rows {
            require(
                row >= 0 && row < count,
                "scatteringSum: expected row numbers within 0..<\(count), but got \(row)")
        }
        let width = elementCount(of: Array(shape.dropFirst()))
        var sums = [Scalar](repeating: 0, count: count * width)
        if width > 0 && !rows.isEmpty {
            sums.withUnsafeMutableBufferPointer { sums in
                withElements { x in
                    for (place, row) in rows.enumerated() {
                        let (source, target) = (x + place * width, sums.baseAddress! + row * width)
                        for i in 0..<width { target[i] += source[i] }
                    }
                }
            }
        }
        return Tensor(storage: sums, shape: [count] + shape.dropFirst())
    }
}
