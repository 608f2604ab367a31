import Tensors

extension Variable {
    /// Gathers rows by number; a row that is taken twice receives two contributions.
    ///
    /// Shapes: [N, A, …], k row numbers in 0..<N → [k, A, …].
    public func gathering(_ rows: [Int]) -> Variable {
        Variable(
            "gather", value.gathering(rows),
            edges: [edge { [count = shape[0]] dy in dy.scatteringSum(to: rows, of: count) }])
    }
}

/// Embedding: looks up a row of a table for each number. It equals the product of one-hot rows with the table, without
/// the zeros.
///
/// Shapes: table [K, D], numbers of shape [A, …] in 0..<K → [A, …, D].
public func embedding(_ table: Variable, rows: [Int], shape: [Int]) -> Variable {
    require(
        table.shape.count == 2,
        "embedding: expected a table [K, D], a row for each symbol, but got shape \(table.shape)")
    require(
        !shape.contains { $0 < 0 } && elementCount(of: shape) == rows.count,
        "embedding: expected a number for each element of shape \(shape), but got \(rows.count)")
    return table.gathering(rows).reshaped(to: shape + [table.shape[1]])
}
