import Foundation

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

/// Writes a number for a reader: a true minus sign, commas between thousands, a fixed number of decimals.
public func formatted(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    let digits = String(format: "%.\(max(0, decimals))f", abs(value))
    let parts = digits.split(separator: ".")
    var whole = ""
    for (index, digit) in parts[0].enumerated() {
        if index > 0, (parts[0].count - index) % 3 == 0 { whole.append(",") }
        whole.append(digit)
    }
    let text = parts.count > 1 ? whole + "." + parts[1] : whole
    let isZero = !digits.contains { $0 != "0" && $0 != "." }
    return value < 0 && !isZero ? "−" + text : text
}

/// The fewest decimals, up to a limit, with which every number keeps `significant` digits or is exact.
func decimalsNeeded(for values: [Double], significant: Int = 3, limit: Int = 4) -> Int {
    var needed = 0
    for value in values where value.isFinite && value != 0 {
        let magnitude = Int(floor(log10(abs(value))))
        var decimals = max(0, significant - 1 - magnitude)
        while decimals > 0 {
            let shorter = power(10, Double(decimals - 1))
            let rest = value * shorter - (value * shorter).rounded()
            guard abs(rest) < 1e-6 else { break }
            decimals -= 1
        }
        needed = max(needed, decimals)
    }
    return min(needed, limit)
}
