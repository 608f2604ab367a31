import Foundation
import Testing

@testable import Plotting

/// Every mark with numbers of every size, missing ones and none at all: nothing stops, nothing leaves its plot, and ticks
/// can be told apart.
@Suite struct RandomFiguresTests {
    private static let ink = Ink.custom(Color(hex: 0x00C8FF))

    /// What numbers of one mark are like.
    private enum Kind: CaseIterable {
        case usual, whole, narrow, constant, tiny, huge, extreme, denormal, mixed, powers
    }

    private struct Maker {
        var dice: Dice
        let isLabelled: Bool
        private let greatest = Double.greatestFiniteMagnitude

        mutating func number(_ kind: Kind, _ center: Double) -> Double {
            if dice.next(below: 12) == 0 { return dice.one(of: [.nan, .infinity, -.infinity, 0, -0.0]) }
            switch kind {
            case .usual: return dice.next(in: -3...3)
            case .whole: return Double(dice.next(below: 9))
            case .narrow: return center + abs(center) * dice.next(in: 0...1e-7)
            case .constant: return center
            case .tiny: return dice.next(in: -1...1) * 1e-200
            case .huge: return dice.next(in: -1...1) * 1e200
            case .extreme: return dice.one(of: [-greatest, greatest, 1e308, -1e300, 0, 1])
            case .denormal: return Double(dice.next(below: 5)) * .leastNonzeroMagnitude
            case .mixed:
                return dice.one(of: [1e17, -1e-17, 3, .nan, .infinity, .leastNonzeroMagnitude, 1e300, -2])
            case .powers: return pow(10, dice.next(in: -300...300))
            }
        }

        mutating func numbers(_ count: Int) -> [Double] {
            let kind = dice.one(of: Kind.allCases)
            let center = dice.one(of: [0.0, 0.7, -1e5, 1e17, 1e-200, 1e200])
            return (0..<count).map { _ in number(kind, center) }
        }

        mutating func pair() -> (Double, Double) { (numbers(1)[0], numbers(1)[0]) }

        mutating func label() -> String? {
            guard isLabelled, dice.next(below: 2) == 0 else { return nil }
            return String(
                repeating: dice.one(of: ["word ", "letters", "∇σ", "\n", "e\u{301}", "👩‍👩‍👧‍👦"]),
                count: dice.next(below: 60))
        }

        mutating func mark(isLog: Bool) -> any Mark {
            let (n, ink) = (dice.one(of: [0, 1, 2, 3, 20]), RandomFiguresTests.ink)
            let (x, y) = (numbers(n), numbers(n))
            let points: [(Double, Double)] = zip(x, y).map { ($0, $1) }
            switch dice.next(below: isLog ? 20 : 22) {
            case 0:
                let marker: Marker? = dice.next(below: 2) == 0 ? nil : .circle
                return Line(x, y, label: label(), color: ink, marker: marker)
            case 1: return Line(y, label: label(), color: ink, weight: .thick, labelAt: numbers(1)[0])
            case 2:
                return Points(x, y, label: label(), labels: isLabelled ? x.map { "\($0)" } : [], color: ink)
            case 3: return Band(x, from: y, to: numbers(n), label: label(), color: ink, opacity: 1)
            case 4: return Path(at: points, label: label(), color: ink, dotEvery: 2)
            case 5: return Polygon(points, label: label(), color: ink, opacity: 1, outline: .normal)
            case 6: return Arrow(from: pair(), to: pair(), label: label(), color: ink)
            case 7: return Note(label() ?? "", at: pair(), pointingTo: pair(), color: ink)
            case 8: return Disc(label() ?? "", at: pair(), radius: numbers(1)[0], color: ink, isFilled: true)
            case 9:
                return Box(label() ?? "", at: pair(), width: numbers(1)[0], height: numbers(1)[0], color: ink)
            case 10: return HorizontalLine(numbers(1)[0], label: label(), color: ink)
            case 11: return VerticalLine(numbers(1)[0], label: label(), color: ink)
            case 12:
                let names = (0..<n).map { "\($0) \(label() ?? "")" }
                return Bars(
                    names, y, color: ink, direction: dice.one(of: [.vertical, .horizontal]),
                    showsValues: isLabelled)
            case 13: return Histogram(x, bins: dice.one(of: [1, 7, 300]), label: label(), color: ink)
            case 14:
                let width = max(1, n)
                return HeatMap(
                    (0..<3).map { _ in numbers(width) }, map: dice.one(of: [.sequential, .diverging]),
                    showsValues: isLabelled, colorBar: label(), isSquare: dice.next(below: 2) == 0)
            case 15:
                let picture = Picture(width: 2, height: 1, channels: 1, pixels: [10, 200])
                return PictureMark(picture, at: pair(), width: numbers(1)[0])
            case 16:
                let (a, b) = pair()
                let levels = Array(Set(numbers(3).filter(\.isFinite))).sorted()
                var write: ((Double) -> String)?
                if isLabelled { write = Contour.number }
                return Contour(levels: levels.isEmpty ? [0] : levels, color: ink, label: write) {
                    a * $0 + b * $1
                }
            case 17:
                let (a, b) = pair()
                return ArrowField(length: dice.one(of: [.equal, .proportional]), color: ink) { x, y in
                    (a * y, b * x)
                }
            case 18:
                let a = numbers(1)[0]
                return Regions(resolution: 20) { x, y in x + a * y > 0 ? 1 : -7 }
            case 19:
                let (low, high) = (numbers(1)[0], numbers(1)[0])
                guard low <= high else { return Band(y: 0 ... .infinity, color: ink, opacity: 1) }
                return Band(x: low...high, label: label(), color: ink, opacity: 1)
            case 20: return HalfPlane(weights: pair(), bias: numbers(1)[0], color: ink, opacity: 1)
            default:
                return DecisionLine(
                    weights: pair(), bias: numbers(1)[0], label: label(), color: ink, arrowLabel: label())
            }
        }

        mutating func axes() -> Axes {
            let scales: [AxisScale] = [.linear, .linear, .log]
            let (xScale, yScale) = (dice.one(of: scales), dice.one(of: scales))
            func range(_ scale: AxisScale, _ dice: inout Dice) -> ClosedRange<Double>? {
                guard dice.next(below: 2) == 0 else { return nil }
                let all: [ClosedRange<Double>] =
                    [
                        1...2, 0.001...1000, 1e-200...1e200, 6.3...8.9, 1e17...1.1e17, 0.693147...0.6931473,
                        1e-280...1e308,
                    ]
                return dice.one(
                    of: scale == .log
                        ? all : all + [-1...1, -greatest...greatest, -1e-200...1e-200, 0...1e300])
            }
            let count = 1 + dice.next(below: 3)
            return Axes(
                title: label() ?? "", xLabel: label() ?? "", yLabel: label() ?? "", xScale: xScale,
                yScale: yScale,
                xRange: range(xScale, &dice), yRange: range(yScale, &dice),
                isEquallyScaled: dice.next(below: 5) == 0
            ) {
                for _ in 0..<count { [mark(isLog: xScale == .log || yScale == .log)] }
            }
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: 1...40) func nothingStopsOrLeavesItsPlot(seed: Int) {
        var maker = Maker(dice: Dice(seed: seed), isLabelled: false)
        let axes = maker.axes()
        let picture = Figure(axes).render(width: 480, height: 270)
        let canvas = Canvas(width: 1920, height: 1080)
        let page = canvas.bounds.inset(by: Theme.light.margin)
        let layout = AxesLayout(axes, width: page.width, height: page.height, on: canvas, theme: .light)
        // An outline and a marker may stand out by half of themselves.
        let plot = page.inset(by: layout.margins).inset(by: -28)
        let strays = picture.places(of: Color(hex: 0x00C8FF)).count {
            !plot.contains(Point(4 * Double($0.column) + 2, 4 * Double($0.row) + 2))
        }
        #expect(strays == 0)
        for (isX, scale) in [(true, axes.xScale), (false, axes.yScale)] {
            let request = isX ? layout.request.x : layout.request.y
            guard request.categories == nil else { continue }
            let range = (isX ? axes.xRange : axes.yRange) ?? request.range(length: 900)
            let axis = Axis(range, scale: scale, start: 0, end: 1500)
            let labels = (isX ? layout.xTicks(axis) : layout.yTicks(axis, width: 1800)).map(\.label).filter {
                !$0.isEmpty
            }
            #expect(Set(labels).count == labels.count && labels.count >= 2, "\(range) \(labels)")
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: 1...24) func withLabelsAndSeveralPanelsNothingStops(seed: Int) {
        var maker = Maker(dice: Dice(seed: 1000 + seed), isLabelled: true)
        let count = 1 + maker.dice.next(below: 4)
        let panels = (0..<count).map { _ in maker.axes() as any Panel }
        let figure = Figure(
            title: maker.label() ?? "", columns: 1 + maker.dice.next(below: 3),
            sharing: maker.dice.one(of: [.none, .x, .y, .both])
        ) { panels }
        let (width, height) = maker.dice.one(of: [(320, 180), (200, 200), (60, 400), (400, 20), (1, 1)])
        let picture = figure.render(width: width, height: height)
        #expect(picture.width == width && picture.height == height)
    }

    @Test(.timeLimit(.minutes(10)), arguments: 1...20) func surfacesAndDiagramsOfAnyNumbersDoNotStop(
        seed: Int
    ) {
        var maker = Maker(dice: Dice(seed: 2000 + seed), isLabelled: true)
        let (a, b) = maker.pair()
        let (x, y) = (maker.numbers(4), maker.numbers(4))
        let points: [(Double, Double)] = zip(x, y).map { ($0, $1) }
        let figures = [
            Figure(
                Surface(
                    x: -1...1, y: -1...1, levels: maker.numbers(2),
                    paths: [.init(at: points, label: maker.label(), dotEvery: 1)]
                ) { x, y in a * x + b * y }),
            Figure(
                NetworkDiagram(
                    layers: [2, 2], weights: [[Array(x.prefix(2)), Array(y.prefix(2))]],
                    values: [Array(x.prefix(2)), Array(y.prefix(2))], biases: [Array(x.prefix(2))])),
            Figure(NeuronDiagram(inputs: x.map { .init("x", value: $0, weight: b) }, bias: a)),
            Figure(
                ComputationGraph([
                    .init("a", value: a, gradient: b),
                    .init("b", operation: "×", value: b, gradient: a, wires: [.init(from: 0, rate: a)]),
                ])),
            Figure(
                TensorBoxes {
                    TensorBox(x, shape: [2, 2], map: .diverging); TensorBox(y, shape: [4])
                }),
            Figure(SlidingWindow(image: [x, y], kernel: [[a]])),
            Figure(
                ImageGrid(columns: 2) {
                    Tile(x, width: 2, bars: y); Tile(y, width: 4)
                }),
        ]
        for figure in figures { #expect(figure.render(width: 320, height: 180).height == 180) }
    }
}
