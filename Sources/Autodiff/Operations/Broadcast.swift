import Tensors

extension Variable {
    /// Repeats axes of length 1 until the shape is reached; the gradient sums over the copies.
    public func broadcast(to newShape: [Int]) -> Variable {
        Variable(
            "broadcast", value.broadcast(to: newShape),
            edges: [edge { [shape] dy in dy.summed(toShape: shape) }])
    }
}
