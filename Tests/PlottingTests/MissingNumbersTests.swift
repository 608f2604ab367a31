import Testing

@testable import Plotting

/// NaN and infinity leave gaps, ask for no room, and lead no line anywhere.
@Suite struct MissingNumbersTests {

    private func bluePlaces(_ picture: Picture) -> [(row: Int, column: Int)] {
        picture.places { red, _, blue in Int(blue) - Int(red) > 60 }
    }

    private func count(_ picture: Picture) -> Int { bluePlaces(picture).count }

    private func columns(_ picture: Picture) -> Set<Int> {
        Set(bluePlaces(picture).map(\.column))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func aBandHasAGapWhereANumberIsMissing(
        missing: Double
    ) {
        func inked(_ lower: [Double], _ upper: [Double], _ x: [Double] = [0, 1, 2, 3, 4]) -> Int {
            count(
                Figure(xRange: 0...4, yRange: 0...4) {
                    Band(x, from: lower, to: upper, color: .data, opacity: 1)
                }
                .render(width: 480, height: 270))
        }
        let whole = inked([1, 1, 1, 1, 1], [3, 3, 3, 3, 3])
        // Without the middle one, two of four equal pieces are left.
        for gap in [
            inked([1, 1, missing, 1, 1], [3, 3, 3, 3, 3]), inked([1, 1, 1, 1, 1], [3, 3, missing, 3, 3]),
            inked([1, 1, 1, 1, 1], [3, 3, 3, 3, 3], [0, 1, missing, 3, 4]),
        ] {
            #expect(abs(Double(gap) / Double(whole) - 0.5) < 0.02)
        }
        #expect(inked(Array(repeating: missing, count: 5), [3, 3, 3, 3, 3]) == 0)
    }

    @Test func aBandBelowZeroHasNoPlaceOnALogAxis() {
        let picture = Figure(yScale: .log, yRange: 0.1...10) {
            Band([0, 1, 2, 3, 4], from: [1, 1, -1, 1, 1], to: [5, 5, 5, 5, 5], color: .data, opacity: 1)
        }.render(width: 480, height: 270)
        let inked = columns(picture).sorted()
        #expect(zip(inked, inked.dropFirst()).count { $1 - $0 > 1 } == 1, "one gap")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func whatIsNotDrawnAsksForNoRoom(missing: Double) {
        let far = 1000.0
        let marks: [any Mark] = [
            Points([far], [missing]), Points([missing], [far]), Line([far], [missing]),
            Line([missing], [far]),
            Path(at: [(far, missing)]), Arrow(from: (far, missing), to: (0, 0)),
            Arrow(from: (0, 0), to: (far, missing)),
            Note("n", at: (far, missing)), Disc(at: (far, missing), radius: 1),
            Disc(at: (far, far), radius: missing),
            Box(at: (missing, far), width: 1, height: 1), Polygon([(far, far), (0, 0), (far, missing)]),
            Band([far], from: [0.0], to: [missing]), Band([far], from: [missing], to: [0.0]),
            HorizontalLine(missing, label: "h"), VerticalLine(missing, label: "v"),
            PictureMark(
                Picture(width: 1, height: 1, channels: 1, pixels: [0]), at: (far, missing), width: 1),
        ]
        for (index, mark) in marks.enumerated() {
            var request = PlotRequest(xScale: .linear, yScale: .linear) { _ in (10, 10) }
            request.include([Point(0, 0), Point(1, 1)])
            mark.prepare(&request)
            #expect(request.x.upper! <= 1 && request.y.upper! <= 1, "mark \(index)")
            #expect(request.endLabels.isEmpty, "mark \(index)")
        }
        var bars = PlotRequest(xScale: .linear, yScale: .linear) { _ in (10, 10) }
        Bars(["a", "b"], [missing, 1]).prepare(&bars)
        #expect(bars.y.lower == 0 && bars.y.upper == 1 && bars.y.lowerRoom == 0)
        var histogram = PlotRequest(xScale: .linear, yScale: .linear) { _ in (10, 10) }
        Histogram([missing, 0, 1, 2]).prepare(&histogram)
        #expect(histogram.x.lower == 0 && histogram.x.upper == 2)
    }

    @Test func onALogAxisNumbersBelowZeroAskForNoRoomOnTheOther() {
        for mark: any Mark in [Points([1000], [-1]), Line([1000], [0]), Path(at: [(1000, -3)])] {
            var request = PlotRequest(xScale: .linear, yScale: .log) { _ in (10, 10) }
            request.include([Point(0, 1), Point(1, 2)])
            mark.prepare(&request)
            #expect(request.x.upper == 1)
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func cellsWithoutANumberAreGrey(missing: Double) {
        // Two of four cells: the same colour as of no number at all.
        let grey = ColorMap.sequential.color(at: .nan)
        let picture = Figure { HeatMap([[0, missing], [missing, 1]], showsValues: false, colorBar: nil) }
            .render(width: 480, height: 270)
        let missed = picture.places(of: grey).count
        let all = picture.places { red, _, blue in red < 250 || blue < 250 }.count
        #expect(missed > all / 3 && missed < all * 2 / 3)
        #expect(HeatMap.range(of: [0, missing, 1], map: .sequential, given: nil) == 0...1)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func aSurfaceWithHolesLeadsNoLineAway(
        missing: Double
    ) {
        func picture(_ function: @escaping (Double, Double) -> Double) -> Picture {
            Figure(
                Surface(
                    x: -1...1, y: -1...1, zRange: 0...1, levels: [0.2, 0.6],
                    paths: [.init(at: [(-0.9, -0.9), (missing, 0), (0.9, 0.9)], color: .data)], function)
            ).render(width: 480, height: 270)
        }
        let whole = picture { x, y in 0.5 + 0.4 * x * y }
        let holed = picture { x, y in abs(x) < 0.4 && abs(y) < 0.4 ? missing : 0.5 + 0.4 * x * y }
        #expect(whole != holed)
        // The corner of the page, where a lost line would lead, stays white, and so does the whole border.
        for picture in [whole, holed] {
            for column in 0..<picture.width {
                #expect(picture.pixel(row: 4, column: column).red == 255)
            }
            for row in 0..<picture.height { #expect(picture.pixel(row: row, column: 4).red == 255) }
        }
        // All missing: the frame alone.
        _ = picture { _, _ in missing }
    }

    @Test func contoursAndArrowsPassOverWhatIsMissing() {
        func inked(_ mark: any Mark) -> Set<Int> {
            columns(
                Figure(xRange: -1...1, yRange: -1...1) { [mark] as [any Mark] }.render(
                    width: 480, height: 270))
        }
        for missing in [Double.nan, .infinity, -.infinity] {
            let contour = inked(
                Contour(levels: [0], color: .data, weight: .thick, label: nil) { x, y in x < 0 ? missing : y }
            )
            let arrows = inked(ArrowField(color: .data, opacity: 1) { x, _ in x < 0 ? (missing, 1) : (0, 1) })
            #expect(!contour.isEmpty && contour.min()! >= 230)
            #expect(!arrows.isEmpty && arrows.min()! >= 230)
        }
    }

    @Test func diagramsDrawWhatTheyKnow() {
        for missing in [Double.nan, .infinity, -.infinity] {
            let figures = [
                Figure(
                    NetworkDiagram(
                        layers: [2, 1], weights: [[[missing], [1]]], values: [[1, missing], [0]])),
                Figure(NetworkDiagram(layers: [1, 1], weights: [[[missing]]], biases: [[missing]])),
                Figure(NeuronDiagram(inputs: [.init("a", value: missing, weight: missing)], bias: missing)),
                Figure(ComputationGraph([.init("a", value: missing, gradient: missing)])),
                Figure(SlidingWindow(image: [[missing, 1], [2, 3]], kernel: [[missing]])),
                Figure(TensorBoxes { TensorBox([missing, 1], shape: [2], map: .sequential) }),
                Figure(ImageGrid(columns: 1) { Tile([missing, 1], width: 2, bars: [missing, 0.5]) }),
            ]
            for figure in figures {
                let picture = figure.render(width: 480, height: 270)
                #expect((0..<480).allSatisfy { picture.pixel(row: 4, column: $0).red == 255 })
            }
        }
    }
}
