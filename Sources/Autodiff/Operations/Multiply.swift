import Tensors

extension Variable {
    /// Product a·b, element by element with broadcasting: ∂(ab)/∂a = b.
    public static func * (a: Variable, b: Variable) -> Variable {
        let (x, y) = (a.value, b.value)
        return Variable(
            "multiply", x * y,
            edges: [
                a.edge { dy in (dy * y).summed(toShape: x.shape) },
                b.edge { dy in (dy * x).summed(toShape: y.shape) },
            ])
    }

    public static func * (a: Variable, b: Scalar) -> Variable { a * .constant(Tensor(b)) }
    public static func * (a: Scalar, b: Variable) -> Variable { .constant(Tensor(a)) * b }
}
