/// A card of a computation graph, as lesson 05 builds it: a number, the slope of the goal with respect to it, and a
/// wire to everything it was made from.
public final class Value {
    public var value: Double
    /// How fast the goal moves with this number; `backward` computes it.
    public var slope = 0.0
    /// Where the number comes from, and how fast it moves with each of them alone.
    public let wires: [(from: Value, rate: Double)]

    public init(_ value: Double, _ wires: [(from: Value, rate: Double)] = []) {
        (self.value, self.wires) = (value, wires)
    }

    /// The sum moves as fast as each of its terms.
    public static func + (a: Value, b: Value) -> Value { Value(a.value + b.value, [(a, 1), (b, 1)]) }
}
