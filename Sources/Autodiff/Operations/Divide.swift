import Tensors

extension Variable {
    /// Quotient a/b, element by element with broadcasting: ∂(a/b)/∂a = 1/b and ∂(a/b)/∂b = −a/b².
    public static func / (a: Variable, b: Variable) -> Variable {
        let (y, quotient) = (b.value, a.value / b.value)
        return Variable(
            "divide", quotient,
            edges: [
                a.edge { [shape = a.shape] dy in (dy / y).summed(toShape: shape) },
                // −(a/b)/b, not −a/b²: the square of a large number overflows, that of a small one vanishes.
                b.edge { dy in (-dy * quotient / y).summed(toShape: y.shape) },
            ])
    }

    public static func / (a: Variable, b: Scalar) -> Variable { a / .constant(Tensor(b)) }
    public static func / (a: Scalar, b: Variable) -> Variable { .constant(Tensor(a)) / b }
}
