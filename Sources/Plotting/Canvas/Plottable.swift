import Foundation
// Whoever draws writes numbers too.
@_exported import func Text.formatted
@_exported import func Text.superscript

/// A number that can be drawn. Every collection of these is a valid input: arrays, slices, ranges.
public protocol Plottable {
    var plotValue: Double { get }
}

extension Double: Plottable {
    public var plotValue: Double { self }
}

extension Float: Plottable {
    public var plotValue: Double { Double(self) }
}

extension Int: Plottable {
    public var plotValue: Double { Double(self) }
}

extension UInt8: Plottable {
    public var plotValue: Double { Double(self) }
}

extension Bool: Plottable {
    public var plotValue: Double { self ? 1 : 0 }
}

extension Collection where Element: Plottable {
    var plotValues: [Double] { map(\.plotValue) }
}

func power(_ base: Double, _ exponent: Double) -> Double { Foundation.pow(base, exponent) }
