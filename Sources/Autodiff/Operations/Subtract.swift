import Tensors

extension Variable {
    /// Difference a − b with broadcasting. The right side receives the gradient with its sign turned.
    public static func - (a: Variable, b: Variable) -> Variable {
        Variable(
            "subtract", a.value - b.value,
            edges: [
                a.edge { [shape = a.shape] dy in dy.summed(toShape: shape) },
                b.edge { [shape = b.shape] dy in -dy.summed(toShape: shape) },
            ])
    }

    /// Changes the sign.
    public static prefix func - (a: Variable) -> Variable {
        Variable("negate", -a.value, edges: [a.edge { dy in -dy }])
    }

    public static func - (a: Variable, b: Scalar) -> Variable { a - .constant(Tensor(b)) }
    public static func - (a: Scalar, b: Variable) -> Variable { .constant(Tensor(a)) - b }
}
