import Testing

@testable import Plotting

@Suite struct TicksTests {
    private func labels(_ ticks: [Tick]) -> [String] { ticks.filter(\.isMajor).map(\.label) }

    @Test func spacingIsTheWidestOfOneTwoFiveThatGivesEnough() {
        // 0…10 by 5 gives 3 ticks, by 2 gives 6, by 1 gives 11.
        #expect(labels(linearTicks(0...10, atLeast: 3)) == ["0", "5", "10"])
        #expect(labels(linearTicks(0...10, atLeast: 4)) == ["0", "2", "4", "6", "8", "10"])
        #expect(linearTicks(0...10, atLeast: 7).count == 11)
    }

    @Test func decimalsFollowTheSpacingAndValuesAreExact() {
        let ticks = linearTicks(0...0.3, atLeast: 4)
        #expect(labels(ticks) == ["0", "0.1", "0.2", "0.3"])
        #expect(ticks.map(\.value) == [0, 0.1, 0.2, 0.3])
    }

    @Test func negativeNumbersHaveATrueMinusSign() {
        #expect(labels(linearTicks(-1...1, atLeast: 3)) == ["−1", "0", "1"])
    }

    @Test func thousandsHaveCommasAndLargeNumbersPowers() {
        #expect(labels(linearTicks(0...60_000, atLeast: 4)) == ["0", "20,000", "40,000", "60,000"])
        #expect(labels(linearTicks(0...4e12, atLeast: 3)) == ["0", "2·10¹²", "4·10¹²"])
        #expect(labels(linearTicks(0...3e-8, atLeast: 4)) == ["0", "1·10⁻⁸", "2·10⁻⁸", "3·10⁻⁸"])
    }

    @Test func wholeNumbersHaveWholeTicks() {
        #expect(labels(linearTicks(1...3, atLeast: 5, isWhole: true)) == ["1", "2", "3"])
        #expect(labels(linearTicks(1...3, atLeast: 5)) == ["1.0", "1.5", "2.0", "2.5", "3.0"])
        // Within two whole numbers there would be nothing to read off.
        #expect(linearTicks(2.7...3.3, atLeast: 3, isWhole: true).count >= 3)
    }

    @Test(arguments: [0.0...1, 0.017...0.93, -12_345...6.5, 1e-9...3e-9, 1e15...1e15 + 40, -1e300...1e300])
    func ticksLieInTheRangeEvenlyApart(range: ClosedRange<Double>) {
        let values = linearTicks(range, atLeast: 3).map(\.value)
        #expect(values.count >= 3 && values.count <= 11)
        let span = range.upperBound - range.lowerBound
        for value in values {
            #expect(value >= range.lowerBound - 1e-6 * span && value <= range.upperBound + 1e-6 * span)
        }
        let gaps = zip(values, values.dropFirst()).map { $1 - $0 }
        for gap in gaps { #expect(abs(gap - gaps[0]) <= 1e-6 * abs(gaps[0])) }
    }

    @Test func logTicksAreTheDecadesWithMinorTicksBetween() {
        let ticks = logTicks(1...1000, atMost: 6)
        #expect(labels(ticks) == ["1", "10", "100", "1,000"])
        // Three decades with 2…9 between them: 3·8 minor ticks.
        #expect(ticks.filter { !$0.isMajor }.count == 24)
    }

    @Test func shortLogRangesAlsoLabelTwoAndFive() {
        #expect(labels(logTicks(1...10, atMost: 6)) == ["1", "2", "5", "10"])
        #expect(labels(logTicks(0.02...0.5, atMost: 6)) == ["0.02", "0.05", "0.1", "0.2", "0.5"])
    }

    @Test func longLogRangesAreThinnedToFit() {
        let ticks = logTicks(1e-9...1e3, atMost: 5)
        #expect(labels(ticks) == ["10⁻⁹", "10⁻⁶", "10⁻³", "1", "10³"])
    }

    @Test func anAxisWritesAllItsNumbersOutOrNone() {
        #expect(labels(logTicks(1e-4...0.1, atMost: 6)) == ["0.0001", "0.001", "0.01", "0.1"])
        #expect(labels(logTicks(1e-5...0.01, atMost: 6)) == ["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²"])
        #expect(labels(logTicks(1...1e6, atMost: 4)) == ["1", "10²", "10⁴", "10⁶"])
    }
}

@Suite struct AxisTests {
    @Test func linearAxesKeepDifferencesAndLogAxesRatios() {
        let linear = Axis(0...10, scale: .linear, start: 100, end: 300)
        #expect(linear.position(2.5) == 100 + 0.25 * 200)
        let log = Axis(1...10_000, scale: .log, start: 0, end: 400)
        for (value, wanted) in [(1.0, 0.0), (10, 100), (100, 200), (1000, 300)] {
            #expect(abs(log.position(value)! - wanted) < 1e-9)
        }
        // Equal ratios take equal lengths: 3 → 30 is as long as 30 → 300.
        #expect(abs(log.position(30)! - log.position(3)! - 100) < 1e-9)
    }

    @Test(arguments: [AxisScale.linear, .log]) func valueIsTheInverseOfPosition(scale: AxisScale) {
        let axis = Axis(0.5...80, scale: scale, start: 700, end: 50)
        for value in [0.5, 1, 7.3, 80] {
            #expect(abs(axis.value(at: axis.position(value)!) - value) < 1e-9 * value)
        }
    }

    @Test func whatHasNoPlaceIsNil() {
        let log = Axis(1...10, scale: .log)
        #expect(log.position(0) == nil && log.position(-1) == nil && log.position(.infinity) == nil)
        #expect(Axis(0...1, scale: .linear).position(.nan) == nil)
        // What is far away keeps its place, and so the slope of a line to it.
        #expect(Axis(0...1, scale: .linear, start: 0, end: 1000).position(1e6) == 1e9)
        #expect(Axis(0...1e-250, scale: .linear).position(1e300)!.isFinite)
    }

    @Test func rangesFollowFromTheNumbers() {
        var request = AxisRequest(scale: .linear)
        #expect(request.range(length: 100) == 0...1)
        request.include([3, .nan, .infinity])
        // A single number gets a tenth of itself to either side.
        #expect(request.range(length: 100) == 2.7...3.3)
        request.include([13], padding: 0.1)
        // A tenth of the span of 10 to either side.
        #expect(request.range(length: 100) == 2...14)
        request.prefersZero = true
        #expect(request.range(length: 100) == 2...14)
        request.include([1])
        // 1 is near 0 compared with the span of 12.
        #expect(request.range(length: 100).lowerBound == 0)
    }

    @Test func roomIsInUnitsOfThePage() {
        var request = AxisRequest(scale: .linear)
        request.include([0, 80])
        request.upperRoom = 20
        // 80 of 100 units are left for 80.
        #expect(request.range(length: 100) == 0...100)
    }

    @Test func logRangesPassOverWhatIsNotPositive() {
        var request = AxisRequest(scale: .log)
        request.include([-5, 0, 0.01, 100])
        #expect(request.lower == 0.01 && request.upper == 100)
        #expect(request.range(length: 100) == 0.01...100)
    }
}
