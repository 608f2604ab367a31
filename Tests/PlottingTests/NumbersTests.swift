import Foundation
import Text
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
