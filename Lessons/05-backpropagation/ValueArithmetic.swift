/// What + − and · need. Swift looks for the operators of a type that is declared inside a function, as the page's
/// `Value` is, in its protocols only.
protocol Arithmetic {
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
}
