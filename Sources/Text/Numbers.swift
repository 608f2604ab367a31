#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

// Numbers for people: on figures, in what a lesson prints, in claims and in verdicts. Figures and prose have a true minus sign
// and commas between thousands; `numberText` has neither, so that a program can read the number again. NaN and ∞ look the same in both.

/// Writes a number for a reader: a true minus sign, commas between thousands, a fixed number of decimals. From 10¹⁵ on,
/// where a number has more digits than it knows, as a power of ten.
public func formatted(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return notFinite(value, minus: "−") }
    guard abs(value) < 1e15 else { return scientific(value) }
    let digits = printed("%.\(min(max(0, decimals), 300))f", abs(value))
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
public func written(_ value: Double, significant: Int = 3, limit: Int = 4) -> String {
    let plain = formatted(
        value, decimals: decimalsNeeded(for: [value], significant: significant, limit: limit))
    guard value.isFinite, abs(value) >= smallestWritten else { return plain }
    return readsAsZero(plain) || abs(value) >= 1e12 ? scientific(value, significant: significant) : plain
}

/// Writes numbers that stand side by side: all alike, with up to `significant` digits and `limit` decimals, and more
/// where it takes more to tell them apart. Differences below 1 / `resolution` of the largest one do not count, nor those
/// in the last digits that a number has.
public func written(
    _ values: [Double], significant: Int = 3, limit: Int = 3, resolution: Double = 10_000
) -> [String] {
    let finite = values.filter(\.isFinite).sorted()
    let largest = max(abs(finite.first ?? 0), abs(finite.last ?? 0))
    guard largest >= smallestWritten else { return values.map { written($0, limit: 0) } }
    let magnitude = Int(floor(log10(largest)))
    guard (-5..<12).contains(magnitude) else {
        let unit = pow(10, Double(magnitude))
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

/// Writes a number in up to six significant digits, a whole one in full: 0.25, 1000000, 1.5·10⁻⁶.
public func numberText(_ value: Double) -> String {
    guard value.isFinite else { return notFinite(value, minus: "-") }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let parts = printed("%.6g", value).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return String(parts[0]) }
    let power = "10" + superscript(exponent)
    return parts[0] == "1" ? power : parts[0] == "-1" ? "-" + power : "\(parts[0])·\(power)"
}

/// An exponent in small raised digits: −3 becomes ⁻³.
public func superscript(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (exponent < 0 ? "⁻" : "") + String(String(abs(exponent)).map { digits[$0.wholeNumberValue!] })
}

/// Below, a number counts as 0: spacings and powers of ten of such numbers are no longer exact.
public let smallestWritten = 1e-290

private func notFinite(_ value: Double, minus: String) -> String {
    value.isNaN ? "NaN" : value < 0 ? minus + "∞" : "∞"
}

private func readsAsZero(_ text: String) -> Bool { !text.contains { $0 != "0" && $0 != "." && $0 != "−" } }

/// A number as a factor and a power of ten.
private func scientific(_ value: Double, significant: Int = 3) -> String {
    var magnitude = Int(floor(log10(abs(value)) + 1e-12))
    var factor = value / pow(10, Double(magnitude))
    let decimals = decimalsNeeded(for: [factor], significant: significant, limit: significant - 1)
    if abs(factor) * pow(10, Double(decimals)) + 0.5 >= pow(10, Double(decimals + 1)) {
        (factor, magnitude) = (factor / 10, magnitude + 1)
    }
    return formatted(factor, decimals: decimals) + "·10" + superscript(magnitude)
}

/// The fewest decimals, up to a limit, with which every number keeps `significant` digits or is exact.
func decimalsNeeded(for values: [Double], significant: Int = 3, limit: Int = 4) -> Int {
    var needed = 0
    for value in values where value.isFinite && abs(value) >= smallestWritten && needed < limit {
        let magnitude = Int(floor(log10(abs(value))))
        var decimals = min(max(0, significant - 1 - magnitude), limit)
        while decimals > needed {
            let shorter = pow(10, Double(decimals - 1))
            let rest = value * shorter - (value * shorter).rounded()
            guard abs(rest) < 1e-6 else { break }
            decimals -= 1
        }
        needed = max(needed, decimals)
    }
    return needed
}

/// What C's `printf` makes of a number. The longest, below 10¹⁵ with 300 decimals, has 316 characters.
private func printed(_ format: String, _ value: Double) -> String {
    String(unsafeUninitializedCapacity: 320) { text in
        text.withMemoryRebound(to: CChar.self) { text in
            Int(withVaList([value]) { vsnprintf(text.baseAddress, text.count, format, $0) })
        }
    }
}
