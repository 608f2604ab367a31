import Tensors

extension Variable {
    /// Selects a part, as with tensors. The gradient goes to that part; what was not selected receives 0.
    public subscript(indices: any TensorIndex...) -> Variable {
        Variable(
            "slice", value[indices],
            edges: [
                edge { [shape] dy in
                    var whole = Tensor(zeros: shape)
                    whole[indices] = dy
                    return whole
                }
            ])
    }
}
