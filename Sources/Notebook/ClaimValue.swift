/// A value that a claim can be about: a number, a truth value, or a nested list of either.
///
/// `Number` is the type of the numbers inside, so that `claim("rows", [0.2, 0.8], atLeast: 0)` takes a bound of
/// the same kind as the elements and no precision is lost on the way.
public protocol ClaimValue {
    associatedtype Number: Comparable

    /// The value as the record keeps it, at full precision.
    var claimed: ClaimedNumbers { get }

    /// Returns the place of the first number that fails `test`, as indices from the outside in, or nil.
    func firstPlace(where test: (Number) -> Bool) -> [Int]?
}

extension ClaimValue where Number == Self {
    public func firstPlace(where test: (Self) -> Bool) -> [Int]? { test(self) ? [] : nil }
}

extension ClaimValue where Self: BinaryInteger, Number == Self {
    public var claimed: ClaimedNumbers { .number(Double(self)) }
}

extension ClaimValue where Self: BinaryFloatingPoint, Number == Self {
    public var claimed: ClaimedNumbers { .number(Double(self)) }
}

extension Double: ClaimValue { public typealias Number = Double }
extension Float: ClaimValue { public typealias Number = Float }
extension Int: ClaimValue { public typealias Number = Int }
extension Int8: ClaimValue { public typealias Number = Int8 }
extension Int16: ClaimValue { public typealias Number = Int16 }
extension Int32: ClaimValue { public typealias Number = Int32 }
extension Int64: ClaimValue { public typealias Number = Int64 }
extension UInt: ClaimValue { public typealias Number = UInt }
extension UInt8: ClaimValue { public typealias Number = UInt8 }
extension UInt16: ClaimValue { public typealias Number = UInt16 }
extension UInt32: ClaimValue { public typealias Number = UInt32 }
extension UInt64: ClaimValue { public typealias Number = UInt64 }

/// A truth value counts as 1 or 0.
extension Bool: ClaimValue {
    public var claimed: ClaimedNumbers { .number(self ? 1 : 0) }
    public func firstPlace(where test: (Int) -> Bool) -> [Int]? { test(self ? 1 : 0) ? [] : nil }
}

extension ClaimValue where Self: Collection, Element: ClaimValue, Number == Element.Number {
    public var claimed: ClaimedNumbers { .list(map(\.claimed)) }

    public func firstPlace(where test: (Number) -> Bool) -> [Int]? {
        for (index, element) in enumerated() {
            if let place = element.firstPlace(where: test) { return [index] + place }
        }
        return nil
    }
}

extension Array: ClaimValue where Element: ClaimValue { public typealias Number = Element.Number }
extension ArraySlice: ClaimValue where Element: ClaimValue { public typealias Number = Element.Number }
extension ContiguousArray: ClaimValue where Element: ClaimValue { public typealias Number = Element.Number }
