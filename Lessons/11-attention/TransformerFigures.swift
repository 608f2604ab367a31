import Foundation
import Nabla

/// What happens in a Transformer block, norm first: two branches beside a path that nothing blocks.
func blockFigure() -> Figure {
    Figure(
        Diagram(width: 16, height: 5.8) {
            Note("one vector for each place goes in", at: (0.2, 5.2), anchor: .left, size: 32)
            Arrow(from: (0.2, 4.4), to: (15.8, 4.4), color: .foreground, weight: .thick)
            for (x, name, note, ink) in [
                (2.0, "attention", "moves information\nbetween places", Ink.gradient),
                (9.2, "feed-forward", "works on each place\nby itself", Ink.prediction),
            ] {
                Arrow(from: (x, 4.4), to: (x, 2.7), color: .foreground)
                Box("norm", at: (x, 2.2), width: 1.7, height: 0.9, color: .neutral, size: 34)
                Arrow(from: (x + 0.9, 2.2), to: (x + 1.6, 2.2), color: .foreground)
                Box(name, at: (x + 3.1, 2.2), width: 2.9, height: 0.9, color: ink, size: 34)
                Note(note, at: (x + 3.1, 0.8), size: 30)
                Line([x + 4.6, x + 5.3], [2.2, 2.2], color: .foreground)
                Arrow(from: (x + 5.3, 2.2), to: (x + 5.3, 4.05), color: .foreground)
                Disc("+", at: (x + 5.3, 4.4), radius: 0.34, color: .foreground, size: 36)
            }
            Note("the residual path: nothing stands in the way", at: (9.2, 5.2), anchor: .left, size: 32)
        })
}

/// Where a model looks after some updates, beside the curve of what it gets right.
func learningFigure(_ run: ReverserRun, at updates: Int) -> Figure {
    let now = run.measured.first { $0.updates == updates }!
    let ticks = (0..<16).map { $0 % 5 == 0 ? "\($0)" : "" }
    return Figure(columns: 2, columnWidths: [4, 5]) {
        Axes(title: "weights after \(updates) updates", xLabel: "place read (key)", yLabel: "place written (query)") {
            HeatMap(now.map, rows: ticks, columns: ticks, range: 0...1, showsValues: false, colorBar: nil)
        }
        Axes(title: "500 test sequences", xLabel: "updates", yRange: 0...1.02) {
            Line(
                run.measured.map(\.updates), run.measured.map(\.sequences), label: "right to\nthe last digit",
                color: .prediction)
            Line(
                run.measured.map(\.updates), run.measured.map(\.onAnswer), label: "weight on\nthe answer's place",
                color: .gradient)
            Points([updates, updates], [now.sequences, now.onAnswer], color: .foreground, size: 26)
        }
    }
}

/// How many sequences are right, and how much of the attention lies on the place of the answer, while learning.
func reverserFigure(_ runs: [(run: ReverserRun, ink: Ink)]) -> Figure {
    Figure(columns: 2, sharing: .y) {
        for (title, value) in [
            ("sequences without a mistake", \Measured.sequences),
            ("weight on the place of the answer", \Measured.onAnswer),
        ] {
            Axes(title: title, xLabel: "updates", yRange: 0...1.02) {
                for (run, ink) in runs {
                    Line(
                        run.measured.map(\.updates), run.measured.map { $0[keyPath: value] }, label: run.name,
                        color: ink,
                        weight: .thick, marker: .circle)
                }
            }
        }
    }
}

/// The model of width 512 with and without the division by √d.
func wideFigure(_ runs: [(run: ReverserRun, ink: Ink)]) -> Figure {
    Figure(columns: 2, sharing: .y) {
        for (title, value) in [
            ("sequences without a mistake", \Measured.sequences), ("mean largest weight of a query", \Measured.largest),
        ] {
            Axes(title: title, xLabel: "updates", yRange: 0...1.02) {
                for (run, ink) in runs {
                    Line(
                        run.measured.map(\.updates), run.measured.map { $0[keyPath: value] }, label: run.name,
                        color: ink,
                        weight: .thick, marker: .circle)
                }
            }
        }
    }
}

/// Causal mask on a table of scores: what a query may see, and the weights that come out.
func maskFigure(scores: Tensor, weights: Tensor) -> Figure {
    let places = scores.shape[0]
    func rows(_ t: Tensor) -> [[Scalar]] { (0..<places).map { t[$0].scalars } }
    let hidden = (0..<places).map { row in
        rows(scores)[row].enumerated().map { $0 <= row ? Double($1) : Double.nan }
    }
    let names = (0..<places).map { "\($0)" }
    return Figure(columns: 2) {
        Axes(title: "scores, the future hidden", xLabel: "key", yLabel: "query") {
            HeatMap(hidden, rows: names, columns: names, map: .diverging, decimals: 1, colorBar: nil)
        }
        Axes(title: "weights: every row sums to 1", xLabel: "key") {
            HeatMap(rows(weights), rows: names, columns: names, range: 0...1, decimals: 2, colorBar: nil)
        }
    }
}

/// The loss on random digits, smoothed over ten updates, beside the loss that nobody can go below.
func guessingFigure(causal: [Scalar], open: [Scalar]) -> Figure {
    func smoothed(_ losses: [Scalar]) -> [Scalar] {
        losses.indices.map { at in
            let window = losses[max(0, at - 9)...at]
            return window.reduce(0, +) / Scalar(window.count)
        }
    }
    return Figure(xLabel: "updates", yLabel: "loss per digit", yRange: 0...2.6) {
        HorizontalLine(2.302585, label: "ln 10")
        HorizontalLine(2.302585 / 11, label: "ln 10 / 11")
        Line(
            smoothed(causal), label: "with mask", color: .prediction, weight: .thick,
            labelAt: 0.6 * Double(causal.count))
        Line(
            smoothed(open), label: "without", color: .error, weight: .thick,
            labelAt: 0.5 * Double(open.count))
    }
}

/// Multiplications of one layer of width 64 for one sequence: attention against a recurrent layer.
func costFigure(width d: Double) -> Figure {
    let lengths: [Double] = (0...48).map { exp2(2 + Double($0) / 4) }
    return Figure(xLabel: "length T of the sequence", yLabel: "multiplications", xScale: .log, yScale: .log) {
        VerticalLine(d, label: "T = d")
        Line(
            lengths, lengths.map { 2 * $0 * $0 * d + 4 * $0 * d * d }, label: "attention", color: .prediction,
            weight: .thick)
        Line(lengths, lengths.map { 6 * $0 * d * d }, label: "GRU", color: .error, weight: .thick)
    }
}
