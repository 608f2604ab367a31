import Foundation
import Text
import Testing

@testable import Plotting

#if canImport(Glibc)
    import Glibc
#endif

/// Numbers of every size are drawn, or refused in words.
@Suite struct ExtremeRangesTests {
    private static let greatest = Double.greatestFiniteMagnitude
    /// Below the normal numbers.
    private static let (least, tiny) = (Double.leastNonzeroMagnitude, Double.leastNormalMagnitude / 100)
    private static let pairs: [[Double]] = [
        [1e17, 1e17], [1e17, 1e17 + 16], [-greatest, greatest], [greatest, greatest], [0, greatest],
        [1e200, 1e-200], [least, tiny], [0, least], [0, 0], [-1e-300, 1e-300], [1, 1.0.nextUp], [-0.0, 0],
        [3, 3], [1e-200, 3e-200],
    ]

    /// Columns that have ink of the data's colour, of a figure 480 wide.
    private func columns(_ figure: Figure) -> [Int] {
        // Thin lines are paler than their colour.
        let inked = figure.render(width: 480, height: 270).places { red, _, blue in Int(blue) - Int(red) > 60 }
        return Set(inked.map(\.column)).sorted()
    }

    @Test(arguments: pairs)
    func linesOfAnySizeCrossThePlot(values: [Double]) {
        let wide = columns(Figure { Line([0, 1], values, color: .data, weight: .thick) })
        #expect((wide.last ?? 0) - (wide.first ?? 0) > 350, "as y")
        let high = Figure { Line(values, [0, 1], color: .data, weight: .thick) }
        #expect(!columns(high).isEmpty, "as x")
        let log = columns(
            Figure(yScale: .log) { Line([0, 1], values.map { abs($0) }, color: .data, weight: .thick) })
        let isPositive = values.allSatisfy { abs($0) >= 1e-290 }
        #expect(((log.last ?? 0) - (log.first ?? 0) > 350) == isPositive, "on a log axis")
    }

    @Test(arguments: [1e17, -1e17, 1e200, -1e-200, tiny, 0, greatest, -greatest, 1])
    func equalNumbersFillOneBin(value: Double) {
        let histogram = Histogram([value, value, value])
        #expect(histogram.counts.reduce(0, +) == 3 && histogram.counts.max() == 3)
        #expect(
            histogram.edges.first! < value && value < histogram.edges.last! || abs(value) == Self.greatest)
        #expect(columns(Figure { Histogram([value], color: .data) }).count > 5)
    }

    @Test func allNumbersAreCounted() {
        let values = [-Self.greatest, -1, 0, 1, Self.greatest]
        #expect(Histogram(values, bins: 3).counts == [1, 3, 1])
        #expect(Histogram([0, Self.least], bins: 4).counts.reduce(0, +) == 2)
    }

    @Test func logAxesReachOverAllPowers() {
        let figure = Figure(yScale: .log) { Line([0, 1], [1e-200, 1e200], color: .data) }
        #expect(columns(figure).count > 350)
        let axis = Axis(1e-200...1e200, scale: .log, start: 0, end: 400)
        #expect(abs(axis.position(1)! - 200) < 1e-9 && abs(log10(axis.value(at: 300)) - 100) < 1e-9)
    }

    @Test(arguments: [1e17, 1e-200, 1e200, greatest, least, 0]) func tablesOfAnySizeHaveTwoColours(
        value: Double
    ) {
        for map in [ColorMap.sequential, .diverging] {
            for range in [
                HeatMap.range(of: [value], map: map, given: nil),
                HeatMap.range(of: [-value, value], map: map, given: nil),
            ] {
                #expect(range.isShowable)
                #expect(
                    ColorBar(map: map, range: range, label: "").ticks(
                        height: 600, style: TextStyle(size: 28, color: .black)
                    ).count >= 2)
            }
        }
        _ = Figure { HeatMap([[value, -value]]) }.render(width: 320, height: 180)
    }

    @Test func linearAndLogarithmicPanelsShareWhatTheyCan() {
        let figure = Figure(columns: 2, sharing: .both) {
            Axes { Line([0, 1, 2], [-5, 0, 5], color: .data) }
            Axes(yScale: .log) { Line([0, 1, 2], [0.01, 1, 100], color: .data) }
        }
        let inked = columns(figure)
        #expect(inked.contains { $0 < 240 } && inked.contains { $0 > 240 })
    }

    @Test func equalScalesOfUnlikeRangesStillMakeAPlot() {
        for (x, y) in [(1e200, 1e-200), (1e-200, 1e200), (Self.greatest, Self.greatest), (0, 0)] {
            _ = Figure(isEquallyScaled: true) { Line([-x, x], [-y, y], color: .data) }.render(
                width: 320, height: 180)
        }
    }

    @Test func emptyInputMakesEmptyPlots() {
        let none = [Double]()
        let figures = [
            Figure { Points(none, none, label: "p") },
            Figure { Band(none, from: none, to: none, label: "b") },
            Figure { Path(at: [(Double, Double)](), label: "p") },
            Figure { Polygon([(Double, Double)](), label: "p") },
            Figure { Histogram(none) }, Figure { Bars([], none) }, Figure { Bars(["a"], groups: []) },
            Figure(xScale: .log, yScale: .log) { Line(none, none, label: "l") }, Figure {},
            Figure { Points.byClass(none, none, classes: []) },
            Figure(
                Surface(x: 0...1, y: 0...1, paths: [.init(at: [(Double, Double)](), label: "p")]) { x, y in
                    x * y
                }),
        ]
        for figure in figures { #expect(figure.render(width: 320, height: 180).width == 320) }
    }

    @Test func classesMayHaveAnyNumber() {
        _ = Figure { Points.byClass([1, 2, 3], [1, 2, 3], classes: [-1, .max, .min]) }.render(
            width: 320, height: 180)
    }

    #if os(Linux) && arch(x86_64)
        @Test func aThreadThatTakesTinyNumbersForZeroDrawsToo() {
            var before = fenv_t()
            fegetenv(&before)
            var flushing = before
            // Flush to zero, and take denormals for zero: what fast arithmetic may leave behind.
            flushing.__mxcsr |= 0x8040
            fesetenv(&flushing)
            defer { fesetenv(&before) }
            let tiny = [Self.tiny, Self.least, 1e-40, Double(Float(1e-40)), 0]
            _ = Figure { Line(tiny, tiny, label: "tiny") }.render(width: 320, height: 180)
            _ = Figure(xScale: .log, yScale: .log) { Points(tiny, tiny) }.render(width: 320, height: 180)
            _ = Figure { Bars(["a", "b", "c", "d", "e"], tiny) }.render(width: 320, height: 180)
            _ = Figure { HeatMap([tiny]) }.render(width: 320, height: 180)
            _ = Figure { Histogram(tiny) }.render(width: 320, height: 180)
            #expect(written(Self.tiny) == "0" && written(1e-40) == "1·10⁻⁴⁰")
            #expect(linearTicks(0...1e-40, atLeast: 3).count >= 3)
            #expect(linearTicks(0...Self.tiny, atLeast: 3).isEmpty)
        }
    #endif

    @Test(arguments: [
        ("Histogram: expected a range of finite numbers", 0),
        ("Line: expected a function over a range of finite", 1),
        ("ColorMap: expected a range of finite numbers", 2),
        ("Surface: expected a range x of finite numbers", 3),
        ("Surface: expected a range zRange of finite", 4), ("Contour: expected rising levels", 5),
        ("Axes: expected an xRange of finite numbers", 6), ("DecisionLine: expected linear axes", 7),
        ("Histogram: expected 1 to 100000 bins", 8), ("Axes: expected an yRange of finite numbers", 9),
    ])
    func whatCannotBeDrawnIsRefusedInWords(message: String, which: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [which] in
            switch which {
            case 0: _ = Histogram([1], range: 0 ... .infinity)
            case 1: _ = Line(over: 0 ... .infinity) { $0 }
            case 2: _ = HeatMap([[1]], range: -.infinity...1)
            case 3: _ = Surface(x: 0...0, y: 0...1) { x, _ in x }
            case 4: _ = Surface(x: 0...1, y: 0...1, zRange: 0 ... .infinity) { x, _ in x }
            case 5: _ = Contour(levels: [.nan]) { x, _ in x }
            case 6: _ = Figure(xRange: 1...1.0.nextUp) { Line([1, 2]) }
            case 7:
                _ = Figure(xScale: .log) { DecisionLine(weights: (1, 1), bias: -1) }.render(
                    width: 100, height: 60)
            case 8: _ = Histogram([1], bins: 1_000_000_000)
            default: _ = Figure(yScale: .log, yRange: .leastNonzeroMagnitude...1) { Line([1, 2]) }
            }
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains(message), "\(text)")
    }
}
