import Foundation
import Testing

@testable import Plotting

/// Numbers on a figure can be told apart.
@Suite struct NumbersTests {
    private func labels(_ range: ClosedRange<Double>, _ count: Int = 4) -> [String] {
        linearTicks(range, atLeast: count).map(\.label)
    }

    @Test func narrowRangesHaveTheDigitsTheyNeed() {
        #expect(labels(0.693147...0.6931473) == ["0.6931470", "0.6931471", "0.6931472", "0.6931473"])
        #expect(labels(1000...1000.003) == ["1,000.000", "1,000.001", "1,000.002", "1,000.003"])
        #expect(
            labels(123_456_780...123_456_783) == ["123,456,780", "123,456,781", "123,456,782", "123,456,783"])
        #expect(labels(1e-7...1.0003e-7) == ["1.0000·10⁻⁷", "1.0001·10⁻⁷", "1.0002·10⁻⁷", "1.0003·10⁻⁷"])
        #expect(labels(9e-7...1.2e-6) == ["0.9·10⁻⁶", "1.0·10⁻⁶", "1.1·10⁻⁶", "1.2·10⁻⁶"])
    }

    @Test func ticksOfAnyRangeDifferAndLieInIt() {
        var generator = Dice(seed: 7)
        for _ in 0..<3000 {
            let scale = pow(10, generator.next(in: -280...290))
            let offset = generator.next(in: -1...1) * scale
            let span = scale * pow(10, generator.next(in: -12...0))
            let range = offset...offset + span
            let ticks = linearTicks(range, atLeast: 3)
            #expect((3...11).contains(ticks.count), "\(range)")
            #expect(Set(ticks.map(\.label)).count == ticks.count, "\(range) \(ticks.map(\.label))")
            #expect(
                ticks.allSatisfy {
                    $0.value >= range.lowerBound - 1e-6 * span && $0.value <= range.upperBound + 1e-6 * span
                })
        }
    }

    @Test func logTicksAreNeverFewerThanTwo() {
        #expect(logTicks(6.3...8.9, atMost: 6).map(\.label) == ["6.5", "7.0", "7.5", "8.0", "8.5"])
        #expect(logTicks(0.9...1.1, atMost: 6).map(\.label) == ["0.9", "1.0", "1.1"])
        #expect(logTicks(10...1000, atMost: 2).filter(\.isMajor).count == 2)
        var generator = Dice(seed: 3)
        for _ in 0..<3000 {
            let low = generator.next(in: -280...280)
            let high = min(low + pow(10, generator.next(in: -6...2.7)), 300)
            let range = pow(10, low)...pow(10, high)
            for count in [2, 3, 5, 9] {
                let labels = logTicks(range, atMost: count).filter(\.isMajor).map(\.label)
                #expect(labels.count >= 2, "\(range) \(count)")
                #expect(Set(labels).count == labels.count, "\(range) \(labels)")
            }
        }
    }

    @Test func numbersSideBySideAreToldApart() {
        #expect(written([0.0004, 0.0008]) == ["0.0004", "0.0008"])
        #expect(written([0.98123, 0.98127]) == ["0.98123", "0.98127"])
        #expect(written([1e-9, 2e-9]) == ["1·10⁻⁹", "2·10⁻⁹"])
        #expect(written([1.5e17, 2e17]) == ["1.5·10¹⁷", "2.0·10¹⁷"])
        #expect(written([0, 1e-200, -3e-200]) == ["0", "1·10⁻²⁰⁰", "−3·10⁻²⁰⁰"])
        #expect(written([1, 1.0005, 2]) == ["1.0000", "1.0005", "2.0000"])
        #expect(written([98.25, -40, 3]) == ["98.2", "−40.0", "3.0"])
        #expect(written([1000, 2000]) == ["1,000", "2,000"])
        // What is not 0 does not read as 0, unless rounding may have left it.
        #expect(written([0.0004, 12]) == ["0.0004", "12.000"])
        #expect(written([1e-12, 12.5]) == ["0.0", "12.5"])
        #expect(written([0.1 + 0.2, 0.3]) == ["0.3", "0.3"])
        #expect(written([.nan, .infinity, 1]) == ["NaN", "∞", "1"])
        #expect(written([.greatestFiniteMagnitude, 1e308]) == ["1.80·10³⁰⁸", "1.00·10³⁰⁸"])
        #expect(written([.leastNonzeroMagnitude]) == ["0"])
        #expect(written([Double]()) == [])
    }

    @Test func distinctNumbersHaveDistinctTextsAtEveryScale() {
        var generator = Dice(seed: 11)
        for _ in 0..<1000 {
            let scale = pow(10, generator.next(in: -280...280))
            let offset = generator.next(in: -1...1) * scale
            let step = scale * pow(10, generator.next(in: -9...0))
            let values = (0..<6).map { offset + Double($0) * step }
            let texts = written(values)
            #expect(Set(texts).count == values.count, "\(values) \(texts)")
        }
    }

    @Test func oneNumberIsWrittenSoThatSomethingOfItShows() {
        #expect(written(0.25) == "0.25")
        #expect(written(1.0 / 3) == "0.333")
        #expect(written(0.00001234) == "1.23·10⁻⁵")
        #expect(written(-2e20) == "−2·10²⁰")
        #expect(written(0) == "0" && written(-0.0) == "0")
        #expect(written(9.996e-7, limit: 3) == "1.00·10⁻⁶")
        #expect(formatted(1.5e300, decimals: 2) == "1.5·10³⁰⁰")
        #expect(formatted(999_999_999_999_999, decimals: 0) == "999,999,999,999,999")
    }

    @Test func contourHeightsAreToldApart() {
        #expect(Contour.number(0.5) == "0.5" && Contour.number(1e-6) == "1·10⁻⁶")
    }
}

/// Numbers that are the same for the same seed (Knuth's linear congruential generator).
struct Dice {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func share() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / Double(1 << 53)
    }

    mutating func next(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + share() * (range.upperBound - range.lowerBound)
    }

    mutating func next(below count: Int) -> Int { min(count - 1, Int(share() * Double(count))) }

    mutating func one<Element>(of list: [Element]) -> Element { list[next(below: list.count)] }
}
