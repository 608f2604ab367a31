import Tensors

/// A type that a function of an exercise may take: one that a `WireValue` can be turned back into.
public protocol Argument {
    /// Nil for a value of another kind.
    init?(_ wire: WireValue)
}

extension Tensor: Argument {
    public init?(_ wire: WireValue) {
        guard let tensor = wire.tensor else { return nil }
        self = tensor
    }
}

extension Int: Argument {
    public init?(_ wire: WireValue) {
        guard case .integer(let value) = wire else { return nil }
        self = value
    }
}

extension Bool: Argument {
    public init?(_ wire: WireValue) {
        guard case .truth(let value) = wire else { return nil }
        self = value
    }
}

extension Float: Argument {
    public init?(_ wire: WireValue) {
        guard let number = wire.number else { return nil }
        self = Float(number)
    }
}

extension Double: Argument {
    public init?(_ wire: WireValue) {
        guard case .number(let value) = wire else { return nil }
        self = value
    }
}

extension String: Argument {
    public init?(_ wire: WireValue) {
        guard case .text(let text) = wire else { return nil }
        self = text
    }
}

extension WireValue: Argument {
    public init?(_ wire: WireValue) { self = wire }
}

extension Array: Argument where Element: Argument {
    public init?(_ wire: WireValue) {
        guard let list = wire.list else { return nil }
        let elements = list.compactMap(Element.init)
        guard elements.count == list.count else { return nil }
        self = elements
    }
}

extension Optional: Argument where Wrapped: Argument {
    public init?(_ wire: WireValue) {
        if wire == .none {
            self = .none
        } else {
            guard let value = Wrapped(wire) else { return nil }
            self = value
        }
    }
}
