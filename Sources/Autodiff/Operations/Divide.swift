import Tensors

extension Variable {
    /// Divides element by element with broadcasting: ∂(a/b)/∂a = 1/b and ∂(a/b)/∂b = −a/b².
    public static func / (a: Variable, b: Variable) -> Variable {
        let (x, y) = (a.value, b.value)
        return Variable(
            "divide", x / y,
            edges: [
                a.edge { dy in (dy / y).summed(toShape: x.shape) },
                b.edge { dy in (-dy * x / square(y)).summed(toShape: y.shape) },
            ])
    }

    public static func / (a: Variable, b: Scalar) -> Variable { a / .constant(Tensor(b)) }
    public static func / (a: Scalar, b: Variable) -> Variable { .constant(Tensor(a)) / b }
}
