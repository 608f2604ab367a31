import Tensors

/// Looks up a row of a table for each number: the product of one-hot rows with the table, without the zeros.
///
/// A row that is looked up twice receives two contributions.
///
/// Shapes: table [K, D], numbers of shape [A, …] in 0..<K → [A, …, D].
public func embedding(_ table: Variable, rows: [Int], shape: [Int]) -> Variable {
    let (count, width) = (table.shape[0], table.shape[1])
    return Variable(
        "embedding", table.value.gathering(rows).reshaped(to: shape + [width]),
        edges: [
            table.edge { dy in
                dy.reshaped(to: [rows.count, width]).scatteringSum(to: rows, of: count)
            }
        ])
}
