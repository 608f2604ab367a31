import Foundation

/// The C library's functions in 64 bits, apart from the tensor functions of the same names.
enum reference {
    static func exp(_ x: Double) -> Double { Foundation.exp(x) }
    static func tanh(_ x: Double) -> Double { Foundation.tanh(x) }
}
