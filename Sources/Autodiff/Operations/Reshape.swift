import Tensors

extension Variable {
    /// Gives the elements another shape; the gradient is given the old one back.
    public func reshaped(to newShape: [Int]) -> Variable {
        Variable(
            "reshape", value.reshaped(to: newShape), edges: [edge { [shape] dy in dy.reshaped(to: shape) }])
    }

    /// Keeps the first axis and joins all others. Shapes: [N, A, B, …] → [N, A·B·…].
    public func flattened() -> Variable {
        reshaped(to: value.flattened().shape)
    }
}
