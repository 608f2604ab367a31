extension Tensor {
    /// The transpose of `gathering`: makes a tensor of zeros and adds row k of this tensor to its row `rows[k]`. A row
    /// that is named twice receives two contributions.
    ///
    /// Shapes: [k, A, …], k row numbers in 0..<N → [N, A, …].
    public func scatteringSum(to rows: [Int], of count: Int) -> Tensor {
        require(
            rank > 0 && shape[0] == rows.count,
            "scatteringSum: expected a row for each of the \(rows.count) numbers, but got shape \(shape)")
        require(count >= 0, "scatteringSum: expected a number of rows of at least 0, but got \(count)")
        for row in rows {
            require(
                row >= 0 && row < count,
                "scatteringSum: expected row numbers within 0..<\(count), but got \(row)")
        }
        _ = Tensor.sizeToAllocate([count] + shape.dropFirst(), operation: "scatteringSum")
        let width = elementCount(of: Array(shape.dropFirst()))
        let (order, starts) = sortedByCounting(rows, below: count)
        return Tensor(filling: [count] + shape.dropFirst()) { y in
            withElements { x in
                parallel(count, grain: Swift.max(1, 32_768 * count / Swift.max(1, size))) { range in
                    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { total in
                        for row in range {
                            let sources = order[starts[row]..<starts[row + 1]]
                            addRows(x, sources, width, total.baseAddress!, into: y + row * width)
                        }
                    }
                }
            }
        }
    }
}

/// Where each of the numbers 0..<count stands in a list: the places of row r are order[starts[r]..<starts[r + 1]], in
/// order. Rows can then be added up one by one, each on one core.
func sortedByCounting(_ rows: [Int], below count: Int) -> (order: [Int], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for row in rows { starts[row + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var (next, order) = (starts, [Int](repeating: 0, count: rows.count))
    for (place, row) in rows.enumerated() {
        order[next[row]] = place
        next[row] += 1
    }
    return (order, starts)
}

/// Adds up some rows, several of them in 64 bits: a frequent word may be looked up a million times.
private func addRows(
    _ x: UnsafePointer<Scalar>, _ rows: ArraySlice<Int>, _ width: Int, _ total: UnsafeMutablePointer<Double>,
    into y: UnsafeMutablePointer<Scalar>
) {
    guard let first = rows.first else { return y.update(repeating: 0, count: width) }
    if rows.count == 1 { return y.update(from: x + first * width, count: width) }
    for j in 0..<width { total[j] = 0 }
    for row in rows {
        let source = x + row * width
        for j in 0..<width { total[j] += Double(source[j]) }
    }
    for j in 0..<width { y[j] = Scalar(total[j]) }
}
