import Foundation
import Nabla

/// σ(bias): how far a gate is open whose other terms are 0.
func gate(bias: Double) -> Double { 1 / (1 + exp(-bias)) }

/// Half-life: the steps after which half is left of what is multiplied by σ(bias) at every step: ln ½ / ln σ(b).
func halfLife(bias: Double) -> Double { log(0.5) / log(gate(bias: bias)) }

/// A stored 1, multiplied by its gate again and again: a strip for each bias.
func fadingStrips(biases: [Double], steps: Int) -> Figure {
    let strips = biases.map { bias in (0...steps).map { pow(gate(bias: bias), Double($0)) } }
    return Figure(xLabel: "steps after a 1 was stored") {
        HeatMap(
            strips, rows: biases.map { "bias " + formatted($0, decimals: 0) },
            columns: (0...steps).map { $0 % 10 == 0 ? "\($0)" : "" }, range: 0...1, showsValues: false,
            colorBar: "fraction left", isSquare: false)
    }
}

/// Steps until half of the memory is gone, against the bias; and the memory itself for four biases.
func halfLifeFigure() -> Figure {
    let biases = Array(stride(from: -1.0, through: 8, by: 0.05))
    let marked: [Double] = [0, 1, 3, 5]
    return Figure(columns: 2) {
        Axes(
            title: "half-life", xLabel: "bias of the forget gate", yLabel: "steps until half is gone",
            yScale: .log
        ) {
            Line(biases, biases.map(halfLife), color: .prediction, weight: .thick)
            Points(
                marked, marked.map(halfLife),
                labels: marked.map { formatted(halfLife(bias: $0), decimals: $0 < 2 ? 1 : 0) },
                color: .data, size: 26)
        }
        Axes(title: "what it does to a stored 1", xLabel: "steps", yLabel: "fraction left", yRange: 0...1) {
            HorizontalLine(0.5)
            for (place, bias) in marked.enumerated() {
                Line(
                    Array(0...40), (0...40).map { pow(gate(bias: bias), Double($0)) },
                    label: "bias " + formatted(bias, decimals: 0), color: .series(place))
            }
        }
    }
}

/// A cell that is written 1 at steps 0, 20 and 40 and keeps σ(bias) of its state at every step: its state, and what is left of
/// each number.
func threeWritesFigure(bias: Double) -> Figure {
    let (writes, steps) = ([0, 20, 40], Array(0...60))
    let f = gate(bias: bias)
    func left(of write: Int, at step: Int) -> Double { step < write ? 0 : pow(f, Double(step - write)) }
    let state = steps.map { step in writes.reduce(0) { $0 + left(of: $1, at: step) } }
    return Figure(
        title: "f = σ(b) = " + formatted(f, decimals: 3), xLabel: "step", yLabel: "cell state", xRange: 0...60,
        yRange: 0...3
    ) {
        Line(steps, state, label: "c", color: .prediction, weight: .thick)
        for (place, write) in writes.enumerated() {
            let after = Array(write...60)
            Line(
                after, after.map { left(of: write, at: $0) }, label: "of step \(write)",
                color: .series([0, 2, 3][place]),
                style: .dashed)
        }
    }
}

/// How the gradient with respect to an input changes with its distance from the end, each curve 1 at distance 0.
func slopesFigure(_ panels: [(title: String, curves: [SlopeCurve])]) -> Figure {
    Figure(columns: panels.count, sharing: .y) {
        panels.enumerated().map { number, panel in
            Axes(
                title: panel.title, xLabel: "steps back", yLabel: number == 0 ? "norm of the gradient" : "",
                yScale: .log, yRange: 1e-12...1e8
            ) {
                HorizontalLine(1e-7, label: number == panels.count - 1 ? "below single\nprecision" : nil)
                for (place, curve) in panel.curves.enumerated() {
                    let shown = curve.sizes.map { $0 < 1e-12 ? Double.nan : $0 }
                    Line(
                        Array(0..<shown.count), shown, label: curve.name,
                        color: curve.isReference ? .neutral : .series(place))
                }
            }
        }
    }
}

/// Three moments of one LSTM cell: its gates and what they do to its state.
func momentsFigure(_ moments: [(name: String, gates: [Scalar], cell: Scalar, shown: Scalar)]) -> Figure {
    Figure(columns: moments.count, sharing: .y) {
        moments.enumerated().map { number, moment in
            Axes(title: moment.name, yLabel: number == 0 ? "1 is open, 0 is shut" : "", yRange: 0...1) {
                Bars(
                    ["forget\nf", "input\ni", "output\no", "cell\nc", "state\nh"],
                    moment.gates + [moment.cell, moment.shown],
                    colors: [.neutral, .neutral, .neutral, .prediction, .data], decimals: 2)
            }
        }
    }
}

/// What goes into a recurrent layer and what comes out, as boxes of numbers.
func shapeCard() -> Figure {
    Figure(
        Diagram(width: 16, height: 7.4) {
            Note("one sequence in", at: (2.4, 6.9), size: 36, isBold: true)
            Note("the layer", at: (8, 6.9), size: 36, isBold: true)
            Note("states out", at: (13.4, 6.9), size: 36, isBold: true)
            for (row, step) in [1, 2, 3, 10].enumerated() {
                let y = row < 3 ? 5.8 - 1.2 * Double(row) : 1.6
                Box("step \(step): 5 features", at: (2.4, y), width: 3.6, height: 0.74, color: .data, size: 32)
                Box("40 units", at: (8, y), width: 3.2, height: 0.74, color: .prediction, size: 32)
                Box("40 numbers", at: (13.4, y), width: 3.2, height: 0.74, color: .data, size: 32)
                Arrow(from: (4.35, y), to: (6.25, y), color: .foreground)
                Arrow(from: (9.75, y), to: (11.65, y), color: .foreground)
                if row < 2 {
                    Arrow(from: (8, y - 0.4), to: (8, y - 0.8), color: .weightPositive, weight: .thick)
                }
            }
            for x in [2.4, 8, 13.4] { Note("⋮", at: (x, 2.5), size: 44, isBold: true) }
            Note("step after step: time, not units", at: (2.9, 0.55), size: 30)
            Note("the same 40 units each time; only the state is carried", at: (10, 0.55), size: 30)
        })
}
