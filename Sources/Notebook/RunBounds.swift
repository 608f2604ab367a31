/// What the claims of a lesson depend on beside the seed: a bound that holds for a full run need not hold for a quick one, nor
/// for digits that the kit writes itself. A lesson's own size of a run is one of these:
///
///     claim("error at β = 1", error, atMost: size(0.1, quick: 0.2))
public protocol RunBounds {
    var quick: Bool { get }
    /// Whether the digits are the kit's own.
    var isBuiltIn: Bool { get }
}

extension RunBounds {
    /// The bound for this run.
    public func callAsFunction<Value>(_ full: Value, quick: Value) -> Value { self.quick ? quick : full }

    /// The bound for this run, where digits are learned.
    public func callAsFunction<Value>(_ full: Value, quick: Value, builtIn: Value, quickBuiltIn: Value) -> Value {
        isBuiltIn ? (self.quick ? quickBuiltIn : builtIn) : (self.quick ? quick : full)
    }
}
