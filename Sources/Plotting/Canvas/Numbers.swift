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

/// Writes a number for a reader: a true minus sign, commas between thousands, a fixed number of decimals. From 10¹⁵ on,
/// where a number has more digits than it knows, as a power of ten.
public func formatted(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    guard abs(value) < 1e15 else { return scientific(value) }
    let digits = String(format: "%.\(min(max(0, decimals), 300))f", abs(value))
    let parts = digits.split(separator: ".")
    var whole = ""
    for (index, digit) in parts[0].enumerated() {
        if index > 0, (parts[0].count - index) % 3 == 0 { whole.append(",") }
        whole.append(digit)
    }
    let text = parts.count > 1 ? whole + "." + parts[1] : whole
    return value < 0 && !readsAsZero(digits) ? "−" + text : text
}

/// Writes one number with up to `significant` digits and `limit` decimals; as a power of ten where these would show
/// nothing of it.
func written(_ value: Double, significant: Int = 3, limit: Int = 4) -> String {
    let plain = formatted(
        value, decimals: decimalsNeeded(for: [value], significant: significant, limit: limit))
    guard value.isFinite, abs(value) >= AxisScale.smallest else { return plain }
    return readsAsZero(plain) || abs(value) >= 1e12 ? scientific(value, significant: significant) : plain
}

/// Writes numbers that stand side by side: all alike, with up to `significant` digits and `limit` decimals, and more
/// where it takes more to tell them apart. Differences below 1 / `resolution` of the largest one do not count, nor those
/// in the last digits that a number has.
func written(
    _ values: [Double], significant: Int = 3, limit: Int = 3, resolution: Double = 10_000
) -> [String] {
    let finite = values.filter(\.isFinite).sorted()
    let largest = max(abs(finite.first ?? 0), abs(finite.last ?? 0))
    guard largest >= AxisScale.smallest else { return values.map { written($0, limit: 0) } }
    let magnitude = Int(floor(log10(largest)))
    guard (-5..<12).contains(magnitude) else {
        let unit = power(10, Double(magnitude))
        let mantissas = written(
            values.map { $0 / unit }, significant: significant, limit: limit, resolution: resolution)
        return zip(values, mantissas).map { value, mantissa in
            if mantissa.contains("·") { return written(value) }
            return value.isFinite && !readsAsZero(mantissa)
                ? mantissa + "·10" + superscript(magnitude) : mantissa
        }
    }
    let noise = max((finite.last! - finite.first!) / resolution, 1e-12 * largest)
    let gap = zip(finite, finite.dropFirst()).lazy.map { $1 - $0 }.filter { $0 >= noise }.min()
    var decimals = decimalsNeeded(for: finite, significant: significant, limit: limit)
    if let gap, case let needed = Int(ceil(-log10(gap) - 1e-9)), needed > decimals {
        decimals = decimalsNeeded(for: finite, significant: 99, limit: needed)
    }
    return values.map { value in
        let text = formatted(value, decimals: decimals)
        // Single precision rounds at a millionth: what is smaller beside the others may be nothing.
        return readsAsZero(text) && abs(value) > 1e-6 * largest ? written(value) : text
    }
}

private func readsAsZero(_ text: String) -> Bool { !text.contains { $0 != "0" && $0 != "." && $0 != "−" } }

/// A number as a factor and a power of ten.
private func scientific(_ value: Double, significant: Int = 3) -> String {
    var magnitude = Int(floor(log10(abs(value)) + 1e-12))
    var factor = value / power(10, Double(magnitude))
    let decimals = decimalsNeeded(for: [factor], significant: significant, limit: significant - 1)
    if abs(factor) * power(10, Double(decimals)) + 0.5 >= power(10, Double(decimals + 1)) {
        (factor, magnitude) = (factor / 10, magnitude + 1)
    }
    return formatted(factor, decimals: decimals) + "·10" + superscript(magnitude)
}

/// The fewest decimals, up to a limit, with which every number keeps `significant` digits or is exact.
func decimalsNeeded(for values: [Double], significant: Int = 3, limit: Int = 4) -> Int {
    var needed = 0
    for value in values where value.isFinite && abs(value) >= AxisScale.smallest && needed < limit {
        let magnitude = Int(floor(log10(abs(value))))
        var decimals = min(max(0, significant - 1 - magnitude), limit)
        while decimals > needed {
            let shorter = power(10, Double(decimals - 1))
            let rest = value * shorter - (value * shorter).rounded()
            guard abs(rest) < 1e-6 else { break }
            decimals -= 1
        }
        needed = max(needed, decimals)
    }
    return needed
}
