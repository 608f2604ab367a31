import Tensors

extension Variable {
    /// Sum a + b with broadcasting. Each side receives the gradient unchanged, summed over its copies.
    public static func + (a: Variable, b: Variable) -> Variable {
        Variable(
            "add", a.value + b.value,
            edges: [
                a.edge { [shape = a.shape] dy in dy.summed(toShape: shape) },
                b.edge { [shape = b.shape] dy in dy.summed(toShape: shape) },
            ])
    }

    public static func + (a: Variable, b: Scalar) -> Variable { a + .constant(Tensor(b)) }
    public static func + (a: Scalar, b: Variable) -> Variable { .constant(Tensor(a)) + b }
}
