import Tensors

extension Variable {
    /// Swaps the last two axes; the gradient is swapped back.
    public func transposed() -> Variable {
        Variable("transpose", value.transposed(), edges: [edge { dy in dy.transposed() }])
    }

    /// Puts the axes in another order; the gradient is put back by the inverse order.
    public func transposed(permutation: [Int]) -> Variable {
        let value = value.transposed(permutation: permutation)
        let inverse = permutation.indices.map { permutation.firstIndex(of: $0)! }
        return Variable(
            "transpose", value,
            edges: [edge { dy in dy.transposed(permutation: inverse) }])
    }
}
