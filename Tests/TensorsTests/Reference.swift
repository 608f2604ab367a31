import Foundation

/// The C library's functions in 64 bits, apart from the tensor functions of the same names.
enum reference {
    static func exp(_ x: Double) -> Double { Foundation.exp(x) }
    static func tanh(_ x: Double) -> Double { Foundation.tanh(x) }
    static func expm1(_ x: Double) -> Double { Foundation.expm1(x) }
    static func log1p(_ x: Double) -> Double { Foundation.log1p(x) }
}
