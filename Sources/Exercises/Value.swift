/// A node of a computation graph, as lesson 05 builds it: a number, the gradient of the output with respect to it, and an
/// edge to everything it was made from.
public final class Value {
    public var value: Double
    /// ∂output/∂value; the backward pass computes it.
    public var gradient = 0.0
    /// What the number was made from, and its local derivative with respect to each of them.
    public let edges: [(parent: Value, derivative: Double)]

    public init(_ value: Double, _ edges: [(parent: Value, derivative: Double)] = []) {
        (self.value, self.edges) = (value, edges)
    }

    /// Addition, a + b, with ∂/∂a = ∂/∂b = 1.
    public static func + (a: Value, b: Value) -> Value { Value(a.value + b.value, [(a, 1), (b, 1)]) }
}
