import Foundation
import Text

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
    // Between numbers that are too close for the range there are no others to set a tick at.
    guard range.isShowable else { return [] }
    let half = 0.5 * range.upperBound - 0.5 * range.lowerBound
    let hasWhole = isWhole && floor(range.upperBound) - ceil(range.lowerBound) >= 2
    var exponent = min(Int(floor(log10(half) + log10(2))) + 1, 308)
    while exponent > -300 {
        for mantissa in [5.0, 2, 1] {
            // Powers of ten below 1 are divided by, not multiplied with: 3/10 is 0.3, 3·0.1 is not.
            let (factor, divisor) =
                exponent >= 0
                ? (mantissa * power(10, Double(exponent)), 1) : (mantissa, power(10, Double(-exponent)))
            let slack = 2e-9 * half
            let low = ceil((range.lowerBound / factor - slack / factor) * divisor)
            let high = floor((range.upperBound / factor + slack / factor) * divisor)
            let isFinest = hasWhole && exponent == 0 && mantissa == 1
            guard factor.isFinite, high - low + 1 >= Double(count) || isFinest else { continue }
            let values = (Int(low)...Int(high)).map { Double($0) * factor / divisor }.filter(\.isFinite)
            return zip(values, tickLabels(values, spacing: exponent)).map { Tick($0, $1) }
        }
        exponent -= 1
    }
    return []
}

/// Ticks at powers of ten, with 2 and 5 (or 2…9) between them where the range is short, and even ones where it is so
/// short that no two of these lie in it.
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
        let ticks = labelled(
            exponents, mantissas: [1, 2, 5], in: low...high, all: Array(1...9), arePowers: arePowers)
        if ticks.count(where: \.isMajor) >= 2 { return ticks }
        return linearTicks(range, atLeast: min(3, count)).filter { $0.value > 0 }
    }
    // Thin to every second, third… decade when there are too many for the room.
    let step = max(1, Int((Double(decades.count) / Double(max(2, count))).rounded(.up)))
    let minor = step == 1 ? Array(1...9) : [1]
    let all = labelled(exponents, mantissas: [1], in: low...high, all: minor, arePowers: arePowers)
    guard step > 1 else { return all }
    // The multiples of the step, 1 among them, if there are two.
    let first = decades.count { $0.isMultiple(of: step) } > 1 ? 0 : decades[0]
    return all.compactMap { tick in
        let exponent = Int(log10(tick.value).rounded())
        if (exponent - first).isMultiple(of: step) { return tick }
        // A line for each of hundreds of decades would be a grey sheet.
        return step <= 10 ? Tick(tick.value, "") : nil
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
            guard value.isFinite, range.contains(log10(value)) else { return nil }
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

/// Labels with all the digits that tell one tick from the next; `spacing` is the power of ten that they lie apart by.
///
/// Written out unless they are far from 1: then all of an axis have one power of ten, except where it takes more digits
/// than the numbers themselves.
private func tickLabels(_ values: [Double], spacing: Int) -> [String] {
    let largest = values.map(abs).max() ?? 0
    guard largest > 0 else { return values.map { _ in "0" } }
    let magnitude = Int(floor(log10(largest) + 1e-12))
    let digits = magnitude - spacing + 1
    let isPlain = magnitude <= (digits > 4 ? 14 : 6) && (-spacing <= 5 || magnitude >= -4)
    return values.map { value in
        if value == 0 { return "0" }
        if isPlain { return formatted(value, decimals: max(0, -spacing)) }
        let mantissa = formatted(value / power(10, Double(magnitude)), decimals: max(0, digits - 1))
        return mantissa + "·10" + superscript(magnitude)
    }
}

/// The most ticks whose labels keep apart. `room` is the length that a label needs along the axis.
func fittingTicks(_ axis: Axis, most: Int, isWhole: Bool = false, room: (String) -> Double) -> [Tick] {
    let range = axis.lower...axis.upper
    for count in stride(from: most, through: 2, by: -1) {
        let ticks =
            switch axis.scale {
            case .linear: linearTicks(range, atLeast: max(2, count / 2 + 1), isWhole: isWhole)
            case .log: logTicks(range, atMost: count)
            }
        let places = ticks.filter(\.isMajor).compactMap { tick in
            axis.position(tick.value).map { (place: $0, room: room(tick.label)) }
        }.sorted { $0.place < $1.place }
        let fits = zip(places, places.dropFirst()).allSatisfy { a, b in
            b.place - a.place >= (a.room + b.room) / 2
        }
        if fits { return ticks }
    }
    return axis.scale == .linear
        ? linearTicks(range, atLeast: 1, isWhole: isWhole) : logTicks(range, atMost: 2)
}
