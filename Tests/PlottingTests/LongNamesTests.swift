import Foundation
import Testing

@testable import Plotting

/// Names of any length are broken or shortened; the plot keeps its room.
@Suite struct LongNamesTests {
    private static let letters = String(repeating: "abcdefghij", count: 12)
    private static let words = String(repeating: "many words ", count: 60)

    /// Share of the page that a band over the whole plot covers.
    private func room(_ picture: Picture) -> Double {
        Double(picture.places(of: Theme.light.error).count) / Double(picture.width * picture.height)
    }

    private let band = Band(y: -1e9...1e9, color: .error, opacity: 1)
    private let square = [[1.0, 2], [3, 4]]

    @Test(arguments: [letters, words, letters + letters + words]) func thePlotKeepsItsRoom(long: String) {
        let figures = [
            Figure(title: long) {
                band; Line([1, 2])
            },
            Figure(xLabel: long, yLabel: long) {
                band; Line([1, 2])
            },
            Figure {
                band; Line([1, 2], label: long)
            },
            Figure {
                band; Line([1, 2], label: long); Line([2, 1], label: long); HorizontalLine(1.5, label: long)
            },
            Figure {
                band; Line([1, 2], label: long, labelAt: 1.5); VerticalLine(1.5, label: long)
            },
            Figure {
                band; Points([1, 2], [1, 2], label: long, labels: [long, long])
            },
            Figure {
                band; Line([1, 9]); Band([1, 2], from: [1, 1], to: [1.1, 1.1], label: long)
            },
            Figure {
                band; Band(x: 1.2...1.4, label: long); Band(y: 1.2...1.4, label: long)
            },
            Figure {
                band; Arrow(from: (1, 1), to: (2, 2), label: long); Path(at: [(1, 1), (2, 2)], label: long)
            },
            Figure {
                band; Line([1, 9]); Polygon([(1, 1), (2, 1), (2, 2)], label: long)
            },
            Figure {
                band; Line([1, 9]); Note(long, at: (1.5, 4))
            },
            Figure(xTicks: [Tick(1, long), Tick(2, long)]) {
                band; Line([1, 2])
            },
            Figure(yTicks: [Tick(1, long), Tick(2, long)]) {
                band; Line([1, 2])
            },
            Figure {
                band; Bars([long, "b"], [1, 2])
            },
            Figure {
                band; Bars([long, long], [1, 2], direction: .horizontal)
            },
            Figure {
                band; Bars(["a", "b"], groups: [.init(long, [1, 2]), .init("b", [2, 1])])
            },
            Figure {
                band; Histogram([1, 2, 3], label: long)
            },
            Figure {
                band; for index in 0..<300 { Points([1], [1], label: "\(index) " + long.prefix(20)) }
            },
        ]
        for (index, figure) in figures.enumerated() {
            let picture = figure.render(width: 480, height: 270)
            #expect(room(picture) > 0.3, "figure \(index)")
            #expect((0..<480).allSatisfy { picture.pixel(row: 2, column: $0).red == 255 }, "figure \(index)")
        }
    }

    @Test(arguments: [letters, words]) func tablesKeepTheirRoom(long: String) {
        for figure in [
            Figure {
                HeatMap(square, rows: [long, "b"], columns: [long, "b"], colorBar: long, isSquare: false)
            },
            Figure { HeatMap(square, colorBar: long, isSquare: false) },
            Figure { ConfusionMatrix([[1, 2], [3, 4]], classes: [long, "b"]) },
        ] {
            let picture = figure.render(width: 480, height: 270)
            let inked = picture.places { red, _, _ in red != 255 }.count
            #expect(Double(inked) > 0.2 * 480 * 270)
        }
    }

    @Test(arguments: [letters, words]) func diagramsStayOnTheirPage(long: String) {
        let figures = [
            Figure(
                NetworkDiagram(
                    title: long, layers: [2, 1], layerTitles: [long, long], inputNames: [long, long],
                    outputNames: [long])),
            Figure(NeuronDiagram(title: long, inputs: [.init(long, value: 1, weight: 1)], bias: 1)),
            Figure(
                ComputationGraph(
                    title: long,
                    [
                        .init(long, value: long),
                        .init(long, operation: long, value: long, gradient: long, wires: [.init(from: 0)]),
                    ])),
            Figure(
                TensorBoxes(title: long) {
                    TensorBox([1, 2], shape: [2], title: long, caption: long, axes: [.init(long)]); long
                }),
            Figure(
                UnrolledDiagram(
                    title: long, inputs: [long, "b"], states: [long, "b"], start: long, inputWeight: long,
                    stateWeight: long, cell: long)),
            Figure(
                MapStack(
                    title: long,
                    [.init(long, note: long, maps: [Picture(width: 1, height: 1, channels: 1, pixels: [9])])])
            ),
            Figure(
                ImageGrid(title: long, columns: 1, rowTitles: [long], columnTitles: [long], rowNotes: [long]) {
                    Tile([0, 1], width: 2, caption: long)
                }),
            Figure(
                Diagram(title: long) {
                    Box(long, at: (8, 4.5), width: 3, height: 2); Disc(long, at: (3, 4.5), radius: 1)
                }),
            Figure(
                Surface(
                    title: long, xLabel: long, yLabel: long, zLabel: long, x: 0...1, y: 0...1,
                    paths: [.init(at: [(0.1, 0.1), (0.5, 0.5)], label: long)]
                ) { x, y in x * y }),
        ]
        for (index, figure) in figures.enumerated() {
            let picture = figure.render(width: 480, height: 270)
            let isFree = (0..<270).allSatisfy {
                picture.pixel(row: $0, column: 2).red == 255 && picture.pixel(row: $0, column: 477).red == 255
            }
            #expect(isFree, "figure \(index)")
        }
    }

    /// Whether there is ink in the outermost columns of pixels on the left or right.
    private func reachesTheEdge(_ picture: Picture) -> Bool {
        (0..<picture.height).contains { row in
            [0, 1, 2, picture.width - 3, picture.width - 2, picture.width - 1].contains { column in
                let pixel = picture.pixel(row: row, column: column)
                return (pixel.red, pixel.green, pixel.blue) != (255, 255, 255)
            }
        }
    }

    @Test func noLabelLeavesThePage() {
        let figures = [
            Figure { Line([1_000_000_001.0, 1_000_000_002], [1, 2]) },
            Figure { Line([-1_000_000_002.0, -1_000_000_001], [1, 2]) },
            Figure { Line([0.693147, 0.6931472], [1, 2]) },
            Figure(xLabel: Self.words) { Line([1, 2]) },
            Figure(xLabel: Self.letters) { Line([1, 2], label: Self.letters) },
            Figure(xTicks: [Tick(1, Self.letters), Tick(2, Self.words)]) { Line([1, 2]) },
            Figure(columns: 3) {
                for _ in 0..<3 { Axes(xLabel: Self.words) { Line([1, 2], label: Self.words) } }
            },
        ]
        for (number, figure) in figures.enumerated() {
            #expect(!reachesTheEdge(figure.render(width: 960, height: 540)), "figure \(number)")
        }
    }

    @Test func linesAreBrokenAtSpacesThenInsideOfWords() {
        let canvas = Canvas(width: 400, height: 200)
        let style = TextStyle(size: 20, color: .black)
        let whole = canvas.wrapped("one two three four five six seven", style, width: 120)
        #expect(whole.split(separator: "\n").joined(separator: " ") == "one two three four five six seven")
        let broken = canvas.wrapped(Self.letters, style, width: 120)
        #expect(broken.replacing("\n", with: "") == Self.letters)
        for line in broken.split(separator: "\n") + whole.split(separator: "\n") {
            #expect(canvas.lineWidth(String(line), size: 20) <= 120)
        }
        let short = canvas.fitted(Self.letters, style, width: 120, lines: 2)
        #expect(short.split(separator: "\n").count == 2 && short.hasSuffix("…"))
        #expect(short.split(separator: "\n").allSatisfy { canvas.lineWidth(String($0), size: 20) <= 121 })
        #expect(canvas.fitted("two\r\nlines", style, width: 120, lines: 3) == "two\nlines")
        #expect(canvas.fitted("", style, width: 120, lines: 1) == "")
        #expect(canvas.fitted("word", style, width: 0, lines: 1).count == 2, "one letter and …")
        // A million letters cost no more than those that are shown.
        _ = canvas.fitted(String(repeating: "x", count: 1_000_000), style, width: 120, lines: 2)
    }
}
