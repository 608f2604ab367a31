import Tensors

extension Variable {
    /// Scattering sum, the transpose of `gathering`: row k is added to row `rows[k]` of a result that begins with zeros.
    /// Each row's gradient is that of the row it was added to.
    ///
    ///     messages.scatteringSum(to: targets, of: nodes)       // what reaches each node along all edges
    ///
    /// Shapes: [k, A, …], k row numbers in 0..<N → [N, A, …].
    public func scatteringSum(to rows: [Int], of count: Int) -> Variable {
        Variable(
            "scatter", value.scatteringSum(to: rows, of: count), edges: [edge { dy in dy.gathering(rows) }])
    }
}
