import Foundation
import Testing

@testable import Plotting

@Suite struct LevelLinesTests {
    private func field(_ function: (Double, Double) -> Double, count: Int = 40) -> SampledField {
        let places = (0...count).map { -2 + 4 * Double($0) / Double(count) }
        return SampledField(x: places, y: places, function)
    }

    @Test func aBowlHasOneClosedRoundLine() throws {
        let lines = LevelLines(of: field { $0 * $0 + $1 * $1 }, level: 1).lines
        let line = try #require(lines.first)
        #expect(lines.count == 1)
        #expect(line.first == line.last)
        // Between samples 0.1 apart a parabola leaves its chord by at most 0.1²/4.
        for point in line { #expect(abs(point.length - 1) < 0.0025 + 1e-9, "\(point)") }
    }

    @Test func aPlaneHasOneStraightLineFromSideToSide() throws {
        let line = try #require(LevelLines(of: field { x, y in x + 3 * y }, level: 0.3).lines.first)
        for point in line { #expect(abs(point.x + 3 * point.y - 0.3) < 1e-9) }
        let xs = [line[0].x, line[line.count - 1].x].sorted()
        #expect(abs(xs[0] + 2) < 1e-9 && abs(xs[1] - 2) < 1e-9)
    }

    @Test func twoWellsHaveTwoLinesBelowTheSaddleAndOneAbove() {
        func wells(_ x: Double, _ y: Double) -> Double { (x * x - 1) * (x * x - 1) + y * y }
        #expect(LevelLines(of: field(wells), level: 0.5).lines.count == 2)
        #expect(LevelLines(of: field(wells), level: 1.5).lines.count == 1)
    }

    @Test func whereFourEdgesAreCrossedTheMiddleDecides() {
        func pieces(_ values: [[Double]]) -> [(LevelLines.Edge, LevelLines.Edge)] {
            let field = SampledField(x: [0, 1], y: [0, 1]) { values[Int($1)][Int($0)] }
            return LevelLines.segments(of: field, 0, 0, 0.5)
        }
        // Mean (0.9 + 0.9) / 4 = 0.45: the high corners are two islands, each cut off by its own line.
        let islands = pieces([[0.9, 0], [0, 0.9]])
        #expect(islands[0].0 == .init(row: 0, column: 0, isAcross: false))
        #expect(islands[0].1 == .init(row: 0, column: 0, isAcross: true))
        // Mean (2 + 2) / 4 = 1: the high corners are joined, and the low ones are cut off.
        let joined = pieces([[2, 0], [0, 2]])
        #expect(joined[0].0 == .init(row: 0, column: 0, isAcross: true))
        #expect(joined[0].1 == .init(row: 0, column: 1, isAcross: false))
    }

    @Test func aLineThroughTheSamplesThemselvesIsNotLost() {
        // The level 0 runs along a column of samples.
        let lines = LevelLines(of: field { x, _ in x }, level: 0).lines
        #expect(lines.count == 1)
        #expect(lines[0].allSatisfy { abs($0.x) < 1e-12 })
    }

    @Test func whatIsNoNumberLeavesAGap() {
        let lines = LevelLines(of: field { x, y in abs(x) < 0.3 ? .nan : y }, level: 0.05).lines
        #expect(lines.count == 2)
    }

    @Test func valuesBetweenSamplesAreInterpolated() {
        let field = SampledField(x: [0, 1, 2], y: [0, 1]) { x, y in 10 * x + y }
        #expect(abs(field.value(column: 1.5, row: 0.25) - (10 * 1.5 + 0.25)) < 1e-12)
        #expect(field.value(column: 2, row: 1) == 10 * 2 + 1)
    }

    @Test func valuesBetweenRowsAreInterpolated() {
        let field = SampledField(x: [0, 1, 2], y: [0, 1]) { x, y in 10 * x + y }
        #expect(field.values(row: 0.25) == [0.25, 10.25, 20.25])
        #expect(field.values(row: 1) == [1, 11, 21])
    }
}
