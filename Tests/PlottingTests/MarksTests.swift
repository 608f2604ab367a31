import Testing

@testable import Plotting

@Suite struct MarksTests {
    @Test func histogramCountsEveryNumberOnce() {
        let histogram = Histogram([0, 0.5, 1, 1.5, 2, 2, .nan], bins: 2)
        // [0, 1) holds 0 and 0.5; [1, 2] holds the rest: the upper edge belongs to the last bin.
        #expect(histogram.counts == [2, 4])
        #expect(histogram.edges == [0, 1, 2])
        #expect(Histogram([5, 6, 7], bins: 4, range: 0...6).counts == [0, 0, 0, 2])
    }

    @Test func collectionsOfEveryKindOfNumberAreTaken() {
        let slice = [Float(1), 2, 3, 4][1...]
        let picture = Figure {
            Line(1...3, slice); Points([1, 2, 3], [UInt8(1), 2, 3])
        }.render(
            width: 192, height: 108)
        #expect(picture.width == 192)
    }

    @Test func heatMapRangesAreCentredOnZeroWhenDiverging() {
        #expect(HeatMap.range(of: [-1, 3], map: .diverging, given: nil) == -3...3)
        #expect(HeatMap.range(of: [-1, 3, .nan], map: .sequential, given: nil) == -1...3)
        #expect(HeatMap.range(of: [2], map: .sequential, given: nil) == 2...3)
        #expect(HeatMap.range(of: [], map: .diverging, given: nil) == -1...1)
    }

    @Test func regionsFollowTheClassifierToThePixel() {
        var asked = 0
        let field = ClassField(width: 101, height: 61, cell: 10) { pixels in
            asked += pixels.count
            return pixels.map { $0.column + $0.row < 80 ? 3 : 7 }
        }
        for row in 0..<61 {
            for column in 0..<101 {
                #expect(field.labels[row * 101 + column] == (column + row < 80 ? 3 : 7))
            }
        }
        #expect(asked < 101 * 61 / 2, "most pixels need no question")
        #expect(field.isBorder(row: 20, column: 59) && field.isBorder(row: 20, column: 60))
        #expect(!field.isBorder(row: 20, column: 50))
    }

    /// A ring of 3 pixels crosses cells of 10 between their corners: of some of those no pixel is asked.
    @Test func bordersAreAllPixelsBesideAnotherClass() {
        let field = ClassField(width: 101, height: 61, cell: 10) { pixels in
            pixels.map { pixel in
                let (x, y) = (pixel.column - 47, pixel.row - 33)
                return (24 * 24..<27 * 27).contains(x * x + y * y) ? 1 : 0
            }
        }
        let beside = (0..<61 * 101).filter { field.isBorder(row: $0 / 101, column: $0 % 101) }
        #expect(field.labels.contains(1))
        #expect(field.borders == beside)
    }

    @Test func theEdgeOfARegionHasNoStairs() {
        let colors = [Theme.light.color(.series(0)), Theme.light.color(.series(1))]
        let picture = Figure(xRange: 0...1, yRange: 0...1) {
            Regions(opacity: 1, showsBoundary: false) { x, y in x > 0.4 + 0.1 * y ? 1 : 0 }
        }.render()
        // How far the first region reaches in each row, by the amount of its red: the edge as the eye sees it.
        let (from, to) = (Double(colors[0].bytes.0), Double(colors[1].bytes.0))
        let reaches = (300..<800).map { row -> Double in
            let reds = (300..<1700).map { Double(picture.pixel(row: row, column: $0).red) }
            return reds.reduce(0) { $0 + ($1 - to) / (from - to) }
        }
        // The straight line through them by least squares, and how far they are off it.
        let middle = Double(reaches.count - 1) / 2
        let mean = reaches.reduce(0, +) / Double(reaches.count)
        var (rise, run) = (0.0, 0.0)
        for (index, reach) in reaches.enumerated() {
            rise += (Double(index) - middle) * (reach - mean)
            run += (Double(index) - middle) * (Double(index) - middle)
        }
        let misses = reaches.enumerated().map { $1 - mean - rise / run * (Double($0) - middle) }
        #expect(abs(rise / run) > 0.1 && abs(rise / run) < 0.3)
        // A stair of whole pixels lies half a pixel off on each side; the mean of three rows of it 0.31.
        #expect(misses.max()! - misses.min()! < 0.7, "\(misses.min()!) to \(misses.max()!)")
    }

    @Test func halfPlaneTintsItsSideOnly() {
        // x ≥ 0.75 of 0…1 is the right quarter of the plot.
        let picture = Figure(xRange: 0...1, yRange: 0...1) {
            HalfPlane(weights: (1, 0), bias: -0.75, color: .error, opacity: 1)
        }.render()
        let tinted = (0..<1920).filter {
            picture.pixel(row: 500, column: $0).red == Theme.light.error.bytes.0
        }
        let line = (0..<1920).filter { picture.pixel(row: 500, column: $0).red != 255 }
        #expect(tinted.count > 300)
        #expect(tinted.last! - tinted.first! + 1 == tinted.count)
        #expect(tinted.last! >= line.last! - 2)
    }

    @Test func higherLayersCoverLowerOnesWhateverTheOrder() {
        let points = Points([0.5], [0.5], color: .error, size: 60)
        let band = Band(y: 0...1, color: .data, opacity: 1)
        let over = Figure(xRange: 0...1, yRange: 0...1) {
            points; band
        }.render()
        let under = Figure(xRange: 0...1, yRange: 0...1) {
            band; points
        }.render()
        #expect(over == under)
        let error = Theme.light.error.bytes.0
        #expect(over.pixels.indices.contains { $0.isMultiple(of: 3) && over.pixels[$0] == error })
    }

    @Test func longLayersShowDotsInsteadOfUnits() {
        let area = Rectangle(x: 0, y: 0, width: 1000, height: 700)
        let layout = NetworkLayout(sizes: [784, 3], mostShown: 6, area: area, isCompact: true)
        #expect(layout.units[0].map(\.index) == [0, 1, 2, 3, 783])
        #expect(layout.dots[0] != nil && layout.dots[1] == nil)
        #expect(layout.units[1].map(\.index) == [0, 1, 2])
        for unit in layout.units.joined() {
            #expect(area.inset(by: layout.radius - 1e-9).contains(unit.center))
        }
    }

    @Test func neuronsAddUpWhatIsOnTheirWires() {
        let known = NeuronDiagram(
            inputs: [.init("a", value: 2, weight: 0), .init("b", value: 3, weight: 1)], bias: 4)
        let sum: Double = 2 * 0 + 3 * 1 + 4
        #expect(known.sum == sum)
        #expect(NeuronDiagram(inputs: [.init("a", weight: 1)], bias: 4).sum == nil)
    }

    @Test func ofWeightTablesTheOrderIsInOut() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = NetworkDiagram(layers: [2, 3], weights: [[[1.0, 2], [3, 4], [5, 6]]])
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains(#"expected weights of ["[2, 3]"], but got ["[3, 2]"]; the order is [in][out]"#))
    }

    @Test func everyWeightHasANameOrNone() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = NetworkDiagram(layers: [2, 1], weights: [[[1.0], [3]]], weightNames: [[["w₁"]]])
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("expected a name for each weight"))
    }

    @Test func tilesOfAGridShareOneRangeOfColours() {
        let picture = Figure(
            ImageGrid(columns: 2) {
                Tile([0.0, 0, 0, 0], width: 2)
                Tile([0.5, 0.5, 0.5, 1], width: 2)
            }
        ).render()
        let middle = ColorMap.ink.color(at: 0.5).bytes.0
        let half = picture.places { red, _, _ in red == middle }.count
        let dark = picture.places { red, _, _ in red == 0x10 }.count
        #expect(abs(Double(half) / Double(dark) - 3) < 0.05)
    }
}
