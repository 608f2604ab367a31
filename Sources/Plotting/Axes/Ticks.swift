import Foundation

/// A place on an axis, with a label or, as a minor tick, without.
public struct Tick: Equatable, Sendable {
    public var value: Double
    public var label: String
    public var isMajor: Bool { !label.isEmpty }

    public init(_ value: Double, _ label: String) {
        self.value = value
        self.label = label
    }
}

/// Ticks at multiples of 1, 2 or 5 times a power of ten: the widest spacing that gives at least `count`.
///
/// With whole numbers only, the spacing is never below 1, where at least three whole numbers are in view.
func linearTicks(_ range: ClosedRange<Double>, atLeast count: Int, isWhole: Bool = false) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [] }
    let hasWhole = isWhole && floor(range.upperBound) - ceil(range.lowerBound) >= 2
    var exponent = Int(floor(log10(span))) + 1
    while exponent > -300 {
        for mantissa in [5.0, 2, 1] {
            // Powers of ten below 1 are divided by, not multiplied with: 3/10 is 0.3, 3·0.1 is not.
            let (factor, divisor) =
                exponent >= 0
                ? (mantissa * power(10, Double(exponent)), 1) : (mantissa, power(10, Double(-exponent)))
            let slack = 1e-9 * span
            let first = Int(ceil((range.lowerBound - slack) * divisor / factor))
            let last = Int(floor((range.upperBound + slack) * divisor / factor))
            let isFinest = hasWhole && exponent == 0 && mantissa == 1
            guard last - first + 1 >= count || isFinest else { continue }
            let decimals = max(0, -exponent)
            return (first...last).map { index in
                let value = Double(index) * factor / divisor
                return Tick(value, tickLabel(value, decimals: decimals))
            }
        }
        exponent -= 1
    }
    return []
}

/// Ticks at powers of ten, with 2 and 5 (or 2…9) between them where the range is short.
///
/// The minor ticks of a decade carry no label. An axis speaks one language: where one of its numbers would be too small
/// or too large to be written out, all but 1 are powers.
func logTicks(_ range: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    let slack = 1e-9
    let (low, high) = (log10(range.lowerBound) - slack, log10(range.upperBound) + slack)
    let exponents = Int(floor(low))...Int(ceil(high))
    let decades = exponents.filter { Double($0) >= low && Double($0) <= high }
    let arePowers = !decades.allSatisfy(plainExponents.contains)
    if decades.count < 2 || (decades.count * 3 <= count && decades.count < 3) {
        return labelled(
            exponents, mantissas: [1, 2, 5], in: low...high, all: Array(1...9), arePowers: arePowers)
    }
    // Thin to every second, third… decade when there are too many for the room.
    let step = max(1, Int((Double(decades.count) / Double(max(2, count))).rounded(.up)))
    let minor = step == 1 ? Array(1...9) : [1]
    let all = labelled(exponents, mantissas: [1], in: low...high, all: minor, arePowers: arePowers)
    guard step > 1 else { return all }
    return all.map { tick in
        let exponent = Int(log10(tick.value).rounded())
        return Tick(tick.value, exponent.isMultiple(of: step) ? tick.label : "")
    }
}

private func labelled(
    _ exponents: ClosedRange<Int>, mantissas: [Int], in range: ClosedRange<Double>, all: [Int],
    arePowers: Bool
) -> [Tick] {
    exponents.flatMap { exponent in
        all.compactMap { mantissa in
            let value =
                exponent >= 0
                ? Double(mantissa) * power(10, Double(exponent))
                : Double(mantissa) / power(10, Double(-exponent))
            guard range.contains(log10(value)) else { return nil }
            guard mantissas.contains(mantissa) else { return Tick(value, "") }
            let isPower = arePowers || !plainExponents.contains(exponent)
            return Tick(value, logLabel(value, mantissa, exponent, isPower: isPower))
        }
    }
}

/// 0.0001 to 100,000 are written out, smaller and larger numbers as powers.
private let plainExponents = -4...5

private func logLabel(_ value: Double, _ mantissa: Int, _ exponent: Int, isPower: Bool) -> String {
    if !isPower || exponent == 0 { return formatted(value, decimals: max(0, -exponent)) }
    return (mantissa == 1 ? "" : "\(mantissa)·") + "10" + superscript(exponent)
}

private func tickLabel(_ value: Double, decimals: Int) -> String {
    let magnitude = value == 0 ? 0 : Int(floor(log10(abs(value)) + 1e-12))
    if value == 0 { return "0" }
    guard magnitude > 6 || decimals > 5 else { return formatted(value, decimals: decimals) }
    let mantissa = value / power(10, Double(magnitude))
    let digits = decimalsNeeded(for: [mantissa], significant: 3, limit: 2)
    return formatted(mantissa, decimals: digits) + "·10" + superscript(magnitude)
}

/// An exponent in small raised digits: −3 becomes ⁻³.
func superscript(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (exponent < 0 ? "⁻" : "") + String(String(abs(exponent)).map { digits[$0.wholeNumberValue!] })
}
