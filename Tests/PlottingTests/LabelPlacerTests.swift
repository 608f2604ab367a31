import Testing

@testable import Plotting

@Suite struct LabelPlacerTests {
    private func overlaps(_ middles: [Double], _ heights: [Double]) -> Bool {
        let order = middles.indices.sorted { middles[$0] < middles[$1] }
        return zip(order, order.dropFirst()).contains { upper, lower in
            middles[lower] - middles[upper] < (heights[upper] + heights[lower]) / 2 - 1e-6
        }
    }

    @Test func labelsThatDoNotCollideStayWhereTheyAre() {
        #expect(spreadLabels([10, 50, 90], heights: [20, 20, 20], in: 0...100) == [10, 50, 90])
    }

    @Test func twoLabelsShareTheMove() {
        // Both want 50; each is 20 high: 40 and 60.
        #expect(spreadLabels([50, 50], heights: [20, 20], in: 0...100) == [40, 60])
        #expect(spreadLabels([52, 48], heights: [20, 20], in: 0...100) == [60, 40])
    }

    @Test func labelsAtTheEdgeMoveInside() {
        #expect(spreadLabels([0, 2], heights: [20, 20], in: 0...100) == [10, 30])
        #expect(spreadLabels([99], heights: [20], in: 0...100) == [90])
    }

    @Test(arguments: 1...40) func labelsNeverOverlapKeepTheirOrderAndStayInside(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return Double(state >> 40) / Double(1 << 24)
        }
        let count = 2 + seed % 9
        let wanted = (0..<count).map { _ in next() * 400 }
        let heights = (0..<count).map { _ in 15 + next() * 25 }
        let placed = spreadLabels(wanted, heights: heights, in: 0...400)
        #expect(!overlaps(placed, heights))
        for (index, middle) in placed.enumerated() {
            #expect(middle - heights[index] / 2 >= -1e-9 && middle + heights[index] / 2 <= 400 + 1e-9)
        }
        let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
        #expect(order == placed.indices.sorted { placed[$0] < placed[$1] })
    }

    /// What `spreadLabels` does, said directly: neighbours that collide become one block, whose best place is reckoned anew
    /// from all its members.
    private func spreadDirectly(
        _ wanted: [Double], heights: [Double], in range: ClosedRange<Double>
    ) -> [Double] {
        func height(_ block: [Int]) -> Double { block.reduce(0) { $0 + heights[$1] } }
        func top(_ block: [Int]) -> Double {
            var (offset, sum) = (0.0, 0.0)
            for member in block {
                sum += wanted[member] - offset - heights[member] / 2
                offset += heights[member]
            }
            return min(max(sum / Double(block.count), range.lowerBound), range.upperBound - offset)
        }
        var blocks: [[Int]] = []
        for index in wanted.indices.sorted(by: { wanted[$0] < wanted[$1] }) {
            blocks.append([index])
            while blocks.count > 1 {
                let (above, below) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
                guard top(above) + height(above) > top(below) else { break }
                blocks.removeLast(2)
                blocks.append(above + below)
            }
        }
        var result = wanted
        for block in blocks {
            var edge = top(block)
            for member in block {
                result[member] = edge + heights[member] / 2
                edge += heights[member]
            }
        }
        return result
    }

    @Test(arguments: 1...40) func everyBlockOfLabelsStandsWhereAllItsMembersWishOnTheAverage(seed: Int) {
        var dice = Dice(seed: seed)
        let count = 2 + seed
        let wanted = (0..<count).map { _ in dice.next(in: 0...400) }
        let heights = (0..<count).map { _ in dice.next(in: 1...(390 / Double(count))) }
        let placed = spreadLabels(wanted, heights: heights, in: 0...400)
        let expected = spreadDirectly(wanted, heights: heights, in: 0...400)
        #expect(zip(placed, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test func tooManyLabelsShareTheRoomEvenly() {
        #expect(
            spreadLabels([1, 2, 3, 4], heights: [50, 50, 50, 50], in: 0...100) == [12.5, 37.5, 62.5, 87.5])
    }

    @Test func aLaterPlaceHasToSaveMoreThanTheTolerance() {
        var placer = LabelPlacer(area: Rectangle(x: 0, y: 0, width: 200, height: 100))
        let candidates = [0.0, 100].map { Rectangle(x: $0, y: 0, width: 40, height: 20) }
        placer.obstacles.insert(Rectangle(x: 0, y: 0, width: 10, height: 10))
        var other = placer
        #expect(placer.place(candidates, tolerance: 101) == 0)
        #expect(other.place(candidates, tolerance: 99) == 1)
    }

    @Test func placerAvoidsObstaclesLabelsAndTheEdge() {
        var placer = LabelPlacer(area: Rectangle(x: 0, y: 0, width: 200, height: 100))
        let point = Point(100, 50)
        let candidates = LabelPlacer.around(point, width: 40, height: 20, gap: 5)
        let obstacle = Rectangle(x: 80, y: 0, width: 40, height: 50)
        placer.obstacles.insert(obstacle)
        let first = candidates[placer.place(candidates)]
        #expect(first.overlap(with: obstacle) == 0)
        let second = candidates[placer.place(candidates)]
        #expect(first.overlap(with: second) == 0 && second.overlap(with: obstacle) == 0)

        var corner = LabelPlacer(area: Rectangle(x: 0, y: 0, width: 200, height: 100))
        let near = LabelPlacer.around(Point(2, 2), width: 40, height: 20, gap: 5)
        let chosen = near[corner.place(near)]
        #expect(chosen.minX >= 0 && chosen.minY >= 0)
    }
}

@Suite struct GeometryTests {
    @Test func halfPlanesCutPolygons() {
        let square = [Point(0, 0), Point(2, 0), Point(2, 2), Point(0, 2)]
        // x + y ≥ 3 leaves the triangle (2, 1), (2, 2), (1, 2).
        let corner = StraightLine(1, 1, -3).positiveSide(of: square)
        #expect(Set(corner.map { [$0.x, $0.y] }) == [[2, 1], [2, 2], [1, 2]])
        #expect(StraightLine(1, 0, -5).positiveSide(of: square).isEmpty)
        #expect(StraightLine(0, 0, 1).positiveSide(of: square) == square)
    }

    @Test func overlapIsTheCommonArea() {
        let a = Rectangle(x: 0, y: 0, width: 10, height: 10)
        #expect(a.overlap(with: Rectangle(x: 6, y: 7, width: 10, height: 10)) == 4 * 3)
        #expect(a.overlap(with: Rectangle(x: 10, y: 0, width: 5, height: 5)) == 0)
    }
}
