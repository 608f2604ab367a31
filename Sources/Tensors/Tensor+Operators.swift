// A tensor and a number, and changes in place. The arithmetic itself is in Kernels/Elementwise/BinaryKernels.swift.

infix operator .> : ComparisonPrecedence
infix operator .>= : ComparisonPrecedence
infix operator .< : ComparisonPrecedence
infix operator .<= : ComparisonPrecedence
infix operator .== : ComparisonPrecedence

// `x * 2` means a tensor on both sides, since 2 can be a tensor. These overloads are for numbers in variables.
extension Tensor {
    @_disfavoredOverload public static func + (a: Tensor, b: Scalar) -> Tensor { a + Tensor(b) }
    @_disfavoredOverload public static func - (a: Tensor, b: Scalar) -> Tensor { a - Tensor(b) }
    @_disfavoredOverload public static func * (a: Tensor, b: Scalar) -> Tensor { a * Tensor(b) }
    @_disfavoredOverload public static func / (a: Tensor, b: Scalar) -> Tensor { a / Tensor(b) }
    @_disfavoredOverload public static func + (a: Scalar, b: Tensor) -> Tensor { Tensor(a) + b }
    @_disfavoredOverload public static func - (a: Scalar, b: Tensor) -> Tensor { Tensor(a) - b }
    @_disfavoredOverload public static func * (a: Scalar, b: Tensor) -> Tensor { Tensor(a) * b }
    @_disfavoredOverload public static func / (a: Scalar, b: Tensor) -> Tensor { Tensor(a) / b }

    @_disfavoredOverload public static func .> (a: Tensor, b: Scalar) -> Tensor { a .> Tensor(b) }
    @_disfavoredOverload public static func .>= (a: Tensor, b: Scalar) -> Tensor { a .>= Tensor(b) }
    @_disfavoredOverload public static func .< (a: Tensor, b: Scalar) -> Tensor { a .< Tensor(b) }
    @_disfavoredOverload public static func .<= (a: Tensor, b: Scalar) -> Tensor { a .<= Tensor(b) }
    @_disfavoredOverload public static func .== (a: Tensor, b: Scalar) -> Tensor { a .== Tensor(b) }

    public static func += (a: inout Tensor, b: Tensor) { a = a + b }
    public static func -= (a: inout Tensor, b: Tensor) { a = a - b }
    public static func *= (a: inout Tensor, b: Tensor) { a = a * b }
    public static func /= (a: inout Tensor, b: Tensor) { a = a / b }
    @_disfavoredOverload public static func += (a: inout Tensor, b: Scalar) { a = a + b }
    @_disfavoredOverload public static func -= (a: inout Tensor, b: Scalar) { a = a - b }
    @_disfavoredOverload public static func *= (a: inout Tensor, b: Scalar) { a = a * b }
    @_disfavoredOverload public static func /= (a: inout Tensor, b: Scalar) { a = a / b }
}
