import Foundation
import Nabla

extension PerceptronFigures {
    /// An activation and its slope, as functions of z.
    struct Activation {
        var name: String
        var note: String
        var value: (Double) -> Double
        var slope: (Double) -> Double
        /// Where the slope is below 0.02.
        var dead: [ClosedRange<Double>] = []
    }

    static var activations: [Activation] {
        func logistic(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
        return [
            Activation(
                name: "step", note: "0", value: { $0 >= 0 ? 1 : 0 }, slope: { _ in 0 },
                dead: [-5...5]),
            Activation(name: "linear", note: "1", value: { $0 }, slope: { _ in 1 }),
            Activation(
                name: "sigmoid", note: "≤ ¼", value: logistic,
                slope: { logistic($0) * (1 - logistic($0)) }, dead: [-5 ... -3.87, 3.87...5]),
            Activation(
                name: "tanh", note: "≤ 1", value: { Foundation.tanh($0) },
                slope: { 1 - Foundation.tanh($0) * Foundation.tanh($0) }, dead: [-5 ... -2.65, 2.65...5]),
            Activation(
                name: "ReLU", note: "0 or 1", value: { max(0, $0) }, slope: { $0 > 0 ? 1 : 0 },
                dead: [-5...0]),
            Activation(
                name: "leaky ReLU", note: "≥ 0.1", value: { $0 > 0 ? $0 : 0.1 * $0 },
                slope: { $0 > 0 ? 1 : 0.1 }),
        ]
    }

    /// Six columns leave room for letters that can be read from afar, but not for long titles.
    private static let largeTicks: Theme = {
        var theme = Theme.fromAfar
        (theme.tickSize, theme.panelTitleSize) = (36, 34)
        return theme
    }()

    /// Above the value, below the slope, on the same z. Grey: nothing to follow.
    static func gallery() -> Figure {
        func ticks(_ values: [(Double, String)], _ column: Int) -> [Tick] {
            values.map { Tick($0.0, column == 0 ? $0.1 : "") }
        }
        let z = [Tick(-4, "−4"), Tick(0, "0"), Tick(4, "4")]
        return Figure(columns: 6, rowHeights: [1, 1], theme: largeTicks) {
            for (column, activation) in activations.enumerated() {
                Axes(
                    title: activation.name, xRange: -5...5, yRange: -1.3...2.3, xTicks: z,
                    yTicks: ticks([(-1, "−1"), (0, "0"), (1, "1"), (2, "2")], column)
                ) {
                    curve(activation.value, jumps: activation.name == "step", color: .prediction)
                }
            }
            for (column, activation) in activations.enumerated() {
                Axes(
                    title: "slope \(activation.note)", xLabel: "z", xRange: -5...5, yRange: -0.12...1.12,
                    xTicks: z, yTicks: ticks([(0, "0"), (0.25, "¼"), (1, "1")], column)
                ) {
                    for range in activation.dead { Band(x: range, opacity: 0.22) }
                    curve(activation.slope, jumps: activation.name.hasSuffix("ReLU"), color: .gradient)
                }
            }
        }
    }

    /// A curve over −5…5; with `jumps` its two halves are not joined at 0.
    private static func curve(_ function: (Double) -> Double, jumps: Bool, color: Ink) -> [any Mark] {
        guard jumps else { return [Line(over: -5...5, color: color, weight: .thick, function)] }
        return [
            Line(over: -5 ... -1e-9, color: color, weight: .thick, function),
            Line(over: 1e-9...5, color: color, weight: .thick, function),
        ]
    }
}
