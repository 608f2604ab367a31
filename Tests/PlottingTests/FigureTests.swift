import Foundation
import Testing

@testable import Plotting

@Suite struct FigureTests {
    private func count(
        _ color: Color, in picture: Picture, where isWanted: (Int, Int) -> Bool = { _, _ in true }
    ) -> Int {
        picture.places(of: color).count { isWanted($0.row, $0.column) }
    }

    /// Every figure keeps a margin free: nothing may be drawn within `border` pixels of the edge.
    private func hasFreeBorder(_ picture: Picture, _ border: Int = 10) -> Bool {
        let line = 3 * picture.width
        let side = 3 * border
        return (0..<picture.height).allSatisfy { row in
            let pixels = picture.pixels[row * line..<(row + 1) * line]
            let isEdge = row < border || row >= picture.height - border
            let checked = isEdge ? [pixels] : [pixels.prefix(side), pixels.suffix(side)]
            return checked.joined().allSatisfy { $0 == 255 }
        }
    }

    private let blue = Theme.light.data

    @Test func aFigureHasTheSizeAskedFor() {
        let figure = Figure(title: "t") { Line([1, 2, 3]) }
        #expect(figure.render().width == 1920 && figure.render().height == 1080)
        let small = figure.render(width: 960, height: 540)
        #expect(small.width == 960 && small.height == 540)
    }

    @Test func theSameFigureHasTheSameBytes() throws {
        func bytes() throws -> [UInt8] {
            try Figure(title: "σ", xLabel: "x", yLabel: "y") {
                Line([1, 2, 3], [3, 1, 2], label: "one")
                Points([1, 2], [1, 2], labels: ["a", "b"])
            }.png(metadata: ["Source": "test"])
        }
        #expect(try bytes() == bytes())
    }

    @Test func metadataNamesTitleAndSoftware() throws {
        let bytes = try Figure(title: "∇ title") { Line([1, 2]) }.png(
            metadata: ["Source": "04"], width: 480, height: 270)
        #expect(
            try Picture(png: bytes).metadata == ["Title": "∇ title", "Software": "Nabla", "Source": "04"])
    }

    @Test func aConstantLineIsHorizontalAcrossThePlot() {
        let picture = Figure { Line([1, 2, 3], [5, 5, 5], color: .data) }.render()
        let rows = Set(
            (0..<picture.height).filter { row in
                picture.pixel(row: row, column: 960).blue == blue.bytes.2
                    && picture.pixel(row: row, column: 960).red == blue.bytes.0
            })
        #expect(rows.count >= 3 && rows.count <= 6, "a line about 5 wide")
        #expect(rows.max()! - rows.min()! == rows.count - 1)
    }

    @Test func notANumberLeavesAGapAndALonePointADot() {
        func inked(_ y: [Double]) -> Int {
            count(blue, in: Figure(yRange: 0...4) { Line([1, 2, 3, 4, 5], y, color: .data) }.render())
        }
        let whole = inked([2, 2, 2, 2, 2])
        let gap = inked([2, 2, .nan, 2, 2])
        #expect(abs(Double(gap) / Double(whole) - 0.5) < 0.03)
        let dot = inked([.nan, .nan, 2, .nan, .nan])
        #expect(dot > 20 && dot < 200)
        #expect(inked([.nan, .nan, .nan, .nan, .nan]) == 0)
    }

    @Test func barsAreAsTallAsTheirNumbers() {
        let picture = Figure(yRange: 0...4) {
            Bars(["a", "b"], [1, 3], colors: [.data, .prediction], showsValues: false)
        }.render()
        let ratio = Double(count(Theme.light.prediction, in: picture)) / Double(count(blue, in: picture))
        #expect(abs(ratio - 3) < 0.05)
    }

    @Test func negativeBarsHangBelowTheAxis() {
        let figure = Figure(yRange: -2...2) { Bars(["a"], [-1], showsValues: false) }
        let picture = figure.render()
        let top = count(blue, in: picture) { row, _ in row < 500 }
        #expect(top == 0 && count(blue, in: picture) > 10_000)
    }

    @Test func nothingIsClippedAtTheEdges() {
        let long = "a very long name that a lesson might give to its series without thinking of the reader"
        let figures = [
            Figure(title: long + " " + long, xLabel: long, yLabel: long) {
                Line([0, 1e9], [1e-7, 123_456_789], label: "label of some length")
                HorizontalLine(5e7, label: "chance")
                Points([0, 1e9], [1, 1e8], labels: ["first point", "last point"])
            },
            Figure(title: "bars") {
                Bars([long, "b", "c"], [98.25, -40, 3], direction: .horizontal, unit: " %")
            },
            Figure { Bars((0..<30).map { "name \($0)" }, (0..<30).map { Double($0) - 15.25 }) },
            Figure(xLabel: "said", yLabel: "truth") {
                ConfusionMatrix([[12_345, 3], [1, 99]], classes: ["no", "yes"])
            },
            Figure(
                title: "n",
                NetworkDiagram(layers: [784, 16, 10], layerTitles: ["784 pixels", "hidden", "ten digits"])),
            Figure(
                title: "n",
                NeuronDiagram(inputs: (0..<8).map { .init("input \($0)", value: 1, weight: -0.25) }, bias: 2)),
        ]
        for (index, figure) in figures.enumerated() {
            #expect(hasFreeBorder(figure.render()), "figure \(index)")
        }
    }

    @Test func nonsenseIsDrawnWithoutStopping() {
        let odd: [Double] = [.nan, .infinity, -1e308, 1e308, 3]
        let figures = [
            Figure { Line([Double](), [Double]()) },
            Figure { Line([1], [odd[1]]) },
            Figure(xScale: .log, yScale: .log) { Line([-1, 0, 1], [0, -2, 1e-300]) },
            Figure { Line([-1e308, 1e308], [1e308, -1e308]) },
            Figure { Histogram(odd) },
            Figure { Histogram([2, 2, 2], bins: 3) },
            Figure { Bars([], [Double]()) },
            Figure { HeatMap([[odd[0], odd[0]]]) },
            Figure { HeatMap([[0.0]], map: .diverging) },
            Figure(yRange: 0...1) { Line([0, 1], [0, 1e200]) },
            Figure(columns: 3) {},
            Figure(ImageGrid(columns: 2) {}),
            Figure(NetworkDiagram(layers: [1])),
            Figure {
                HalfPlane(weights: (0, 0), bias: -1); DecisionLine(weights: (0, 0), bias: 1)
            },
        ]
        for (index, figure) in figures.enumerated() {
            let picture = figure.render(width: 320, height: 180)
            #expect(picture.pixel(row: 0, column: 0).red == 255, "figure \(index)")
        }
    }

    @Test func sharedPanelsHaveOneRangeAndEqualPlots() {
        let figure = Figure(columns: 2, sharing: .both) {
            Axes(yRange: 0...4) { Bars(["a"], [1], showsValues: false) }
            Axes(yRange: 0...2) { Bars(["a"], [1], showsValues: false) }
        }
        let picture = figure.render()
        let left = count(blue, in: picture) { $1 < 960 }
        let right = count(blue, in: picture) { $1 >= 960 }
        #expect(abs(Double(left) - Double(right)) < 0.02 * Double(left))
    }

    @Test func plotsAboveEachOtherAreEquallyHigh() {
        // Only the lower one has an axis label, so without care it would be lower by its height.
        let figure = Figure(columns: 1) {
            Axes(yRange: 0...1) { Bars(["a"], [1], showsValues: false) }
            Axes(xLabel: "x", yRange: 0...1) { Bars(["a"], [1], color: .prediction, showsValues: false) }
        }
        let picture = figure.render()
        let ratio = Double(count(blue, in: picture)) / Double(count(Theme.light.prediction, in: picture))
        #expect(abs(ratio - 1) < 0.01)
    }

    @Test func titlesOfARowAreLevelEvenIfOnePlotIsLower() {
        func top(of columns: Range<Int>) -> Int? {
            let figure = Figure(columns: 2) {
                Axes(title: "HIGH", xRange: 0...1, yRange: 0...1) { Line([0, 1], [0, 1]) }
                Axes(title: "HIGH", xRange: 0...10, yRange: 0...1, isEquallyScaled: true) {
                    Line([0, 1], [0, 1])
                }
            }
            let picture = figure.render()
            return (0..<picture.height).first { row in
                columns.contains { picture.pixel(row: row, column: $0).red < 128 }
            }
        }
        #expect(top(of: 0..<900) == top(of: 1000..<1900))
    }

    @Test func labelsOfLinesAreDarkEnoughToRead() {
        let theme = Theme.light
        for color in theme.palette + [Color(hex: 0xF2B272), .white, Color(hex: 0x2F9AD2)] {
            let label = theme.labelColor(color)
            #expect((theme.background.luminance + 0.05) / (label.luminance + 0.05) >= 3)
        }
        #expect(theme.labelColor(theme.data) == theme.data)
    }

    @Test func equalScalesMakeCirclesRound() {
        let circle = (0...200).map { 2 * Double.pi * Double($0) / 200 }
        let picture = Figure(isEquallyScaled: true) {
            Line(circle.map { cos($0) }, circle.map { sin($0) }, color: .data)
        }.render()
        var columns: Set<Int> = []
        var rows: Set<Int> = []
        for row in 0..<picture.height {
            for column in 0..<picture.width where picture.pixel(row: row, column: column).red == blue.bytes.0 {
                columns.insert(column)
                rows.insert(row)
            }
        }
        #expect(abs((columns.max()! - columns.min()!) - (rows.max()! - rows.min()!)) <= 2)
    }

    @Test func mismatchedLengthsStopWithFourParts() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Line([1, 2, 3], [1, 2])
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("Line: expected as many x as y, but got 3 and 2; y may also stand alone"))
    }

    @Test func aLogAxisRefusesARangeFromZero() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Figure(yScale: .log, yRange: 0...1) { Line([1, 2]) }
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            text.contains("Axes: expected an yRange of finite numbers, longer than 0 and positive on a log"))
    }
}

@Suite("Frames side by side")
struct FilmSheetTests {
    private func frame(_ color: Ink) -> Figure {
        Figure(Diagram(width: 16, height: 9) { Box(at: (8, 4.5), width: 16, height: 9, color: color, isFilled: true) })
    }

    @Test("frames stand two in a row, in their order, each as it would be drawn at half the size")
    func sheet() {
        let inks: [Ink] = [.series(0), .series(1), .series(2)]
        let sheet = Picture.sheet(inks.map(frame), width: 960, height: 540)
        #expect(sheet.width == 960 && sheet.height == 2 * 270)
        for (number, ink) in inks.enumerated() {
            let alone = frame(ink).render(width: 480, height: 270)
            let (left, top) = (number % 2 * 480, number / 2 * 270)
            for (row, column) in [(0, 0), (135, 240), (200, 30), (269, 479)] {
                let (a, b) = (sheet.pixel(row: top + row, column: left + column), alone.pixel(row: row, column: column))
                #expect((a.red, a.green, a.blue) == (b.red, b.green, b.blue), "frame \(number), \(row), \(column)")
            }
        }
        // The fourth place stays paper.
        #expect(sheet.pixel(row: 450, column: 700).red == 255)
    }
}
