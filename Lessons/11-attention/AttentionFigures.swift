import Foundation
import Nabla
import Notebook

/// A number with a fixed count of decimals.
func decimals(_ value: some BinaryFloatingPoint, _ count: Int = 3) -> String {
    formatted(Double(value), decimals: count)
}

/// "4: 1.00   5: 0.98", seven a line.
func listed(_ lengths: [Int], _ values: [Scalar]) -> String {
    let items = zip(lengths, values).map { "\($0): \(decimals($1, 2))" }
    return stride(from: 0, to: items.count, by: 7)
        .map { items[$0..<min($0 + 7, items.count)].joined(separator: "   ") }.joined(separator: "\n")
}

/// Where each written letter looks in what was read.
func mapFigure(_ map: [[Scalar]], read: [String], written: [String], showsValues: Bool = false) -> Figure {
    Figure(xLabel: "what was read (keys)", yLabel: "what is written (queries)") {
        HeatMap(
            map, rows: written, columns: read, range: 0...1, showsValues: showsValues, decimals: 2,
            colorBar: "weight of the attention", isSquare: false)
    }
}

/// One step of attention in numbers: a query, three keys with their scores and weights, three values, and the mixture.
func lookupFigure(
    query: [Scalar], keys: [[Scalar]], values: [[Scalar]], scores: [Scalar], weights: [Scalar], result: [Scalar]
) -> Figure {
    func text(_ vector: [Scalar], _ places: Int = 0) -> String {
        "(" + vector.map { decimals($0, places) }.joined(separator: ", ") + ")"
    }
    return Figure(
        Diagram(width: 16, height: 8) {
            for (x, title) in [
                (1.7, "query"), (4.9, "keys"), (7.7, "score"), (10.6, "weight"), (14.1, "values"),
            ] { Note(title, at: (x, 7.5), size: 38, isBold: true) }
            Box(text(query), at: (1.7, 4.6), width: 2.2, height: 1, color: .error, size: 38)
            for row in 0..<3 {
                let y = 6.2 - 1.6 * Double(row)
                Arrow(from: (2.85, 4.6), to: (3.75, y), color: .neutral)
                Box(text(keys[row]), at: (4.9, y), width: 2.2, height: 1, color: .data, size: 38)
                Note(decimals(scores[row], 4), at: (7.7, y), size: 38)
                Box(
                    at: (9.4 + 1.3 * Double(weights[row]), y), width: 2.6 * Double(weights[row]), height: 0.8,
                    color: .gradient, isFilled: true)
                Note(decimals(weights[row], 4), at: (11.4, y), size: 38)
                Note("×", at: (12.45, y), size: 38)
                Box(text(values[row]), at: (14.1, y), width: 2.6, height: 1, color: .prediction, size: 38)
            }
            Note("q·k / √2", at: (7.7, 1.75), size: 32, isBold: false)
            Note("softmax: they sum to 1", at: (10.9, 1.75), size: 32)
            Box(text(result, 4), at: (14.1, 0.75), width: 3.6, height: 1, color: .prediction, isFilled: true, size: 36)
            Note("the values, averaged with the weights:", at: (12.1, 0.75), anchor: .right, size: 34)
        })
}

/// The largest of ten weights against the width of the keys; and ten weights at three widths.
func sharpnessFigure(_ points: [(width: Int, unscaled: Double, scaled: Double)], seed: UInt64) -> Figure {
    let widths = [4, 64, 512]
    let examples = widths.map { Sharpness.example(width: $0, seed: seed) }
    return Figure(columns: 4, sharing: .y, columnWidths: [1.8, 1, 1, 1]) {
        Axes(
            title: "largest of ten weights", xLabel: "width d of the keys", yLabel: "mean of 2,000 draws", xScale: .log,
            yRange: 0...1
        ) {
            HorizontalLine(0.1, label: "all\nalike")
            Line(
                points.map(\.width), points.map(\.unscaled), label: "q·k", color: .error, weight: .thick,
                marker: .circle)
            Line(
                points.map(\.width), points.map(\.scaled), label: "q·k / √d", color: .prediction, weight: .thick,
                marker: .circle)
        }
        for (place, width) in widths.enumerated() {
            Axes(title: "d = \(width)", xLabel: "ten keys, sorted", yRange: 0...1, xTicks: []) {
                Bars(
                    Array(repeating: "", count: 10),
                    groups: [
                        Bars.Series(place == 2 ? "q·k" : "", examples[place].unscaled, color: .error),
                        Bars.Series(place == 2 ? "q·k / √d" : "", examples[place].scaled, color: .prediction),
                    ], showsValues: false)
            }
        }
    }
}

/// The fraction of words without a mistake, by length.
func lengthFigure(_ lengths: [Int], without: [Scalar], with attention: [Scalar]? = nil, longest: Int) -> Figure {
    Figure(
        xLabel: "letters in the word", yLabel: "words without a mistake", yRange: 0...1.12,
        xTicks: lengths.map { Tick(Double($0), "\($0)") }
    ) {
        Band(x: Double(longest) + 0.5...Double(lengths[lengths.count - 1]), label: "longer than trained")
        Line(
            lengths, without, label: "one vector", color: .error, weight: .thick, marker: .circle,
            labelAt: Double(lengths[lengths.count / 3]))
        if let attention {
            Line(
                lengths, attention, label: "with attention", color: .prediction, weight: .thick, marker: .circle,
                labelAt: Double(lengths[lengths.count / 2]))
        }
    }
}

/// The waves of the positional encoding, and what the product of two places depends on.
func positionsFigure(places: Int, features: Int) -> Figure {
    let waves = PositionalEncoding.table(places, features: features)
    let products = matmul(waves, waves.transposed())
    return Figure(columns: 2, columnWidths: [3, 2]) {
        Axes(title: "a row for each place", xLabel: "column", yLabel: "place") {
            HeatMap(
                (0..<places).map { waves[$0].scalars }, rows: (0..<places).map { $0 % 8 == 0 ? "\($0)" : "" },
                columns: (0..<features).map { $0 % 4 == 0 ? "\($0)" : "" }, map: .diverging, range: -1...1,
                showsValues: false, colorBar: "wave", isSquare: false)
        }
        Axes(title: "product of two rows", xLabel: "the other place", yLabel: "product", yRange: 0...18) {
            for (number, place) in [12, 36].enumerated() {
                Line(
                    Array(0..<places), products[place].scalars, label: "with place \(place)", color: .series(number),
                    weight: .thick, labelAt: Double(place))
            }
        }
    }
}
