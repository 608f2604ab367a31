import Tensors

extension Variable {
    /// Takes rows by number; a row taken twice receives two contributions.
    ///
    /// Shapes: [N, A, …], k row numbers → [k, A, …].
    public func gathering(_ rows: [Int]) -> Variable {
        Variable(
            "gather", value.gathering(rows),
            edges: [
                edge { [shape] dy in
                    var whole = Tensor(zeros: shape)
                    for (place, row) in rows.enumerated() { whole[row] = whole[row] + dy[place] }
                    return whole
                }
            ])
    }
}
