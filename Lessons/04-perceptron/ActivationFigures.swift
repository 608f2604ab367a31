import Foundation
import Nabla

extension PerceptronFigures {
    /// An activation and its slope, as functions of z.
    struct Activation {
        var name: String
        var note: String
        var value: (Double) -> Double
        var slope: (Double) -> Double
        /// Where the slope is 0, or nearly so.
        var dead: [ClosedRange<Double>] = []
    }

    static var activations: [Activation] {
        func logistic(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
        return [
            Activation(
                name: "step", note: "0 everywhere", value: { $0 >= 0 ? 1 : 0 }, slope: { _ in 0 },
                dead: [-5...5]),
            Activation(name: "linear", note: "1", value: { $0 }, slope: { _ in 1 }),
            Activation(
                name: "sigmoid", note: "at most ¼", value: logistic,
                slope: { logistic($0) * (1 - logistic($0)) }, dead: [-5 ... -4, 4...5]),
            Activation(
                name: "tanh", note: "at most 1", value: { Foundation.tanh($0) },
                slope: { 1 - Foundation.tanh($0) * Foundation.tanh($0) }, dead: [-5 ... -2, 2...5]),
            Activation(
                name: "ReLU", note: "0 or 1", value: { max(0, $0) }, slope: { $0 > 0 ? 1 : 0 },
                dead: [-5...0]),
            Activation(
                name: "leaky ReLU", note: "0.1 or 1", value: { $0 > 0 ? $0 : 0.1 * $0 },
                slope: { $0 > 0 ? 1 : 0.1 }),
        ]
    }

    /// Above the value, below the slope, on the same z. Grey: nothing to follow.
    static func gallery() -> Figure {
        let ticks = [Tick(-4, "−4"), Tick(0, "0"), Tick(4, "4")]
        return Figure(columns: 6, rowHeights: [1.25, 1]) {
            for activation in activations {
                Axes(
                    title: activation.name, xRange: -5...5, yRange: -1.3...2.3, xTicks: ticks,
                    yTicks: [Tick(-1, "−1"), Tick(0, "0"), Tick(1, "1"), Tick(2, "2")]
                ) {
                    curve(activation.value, jumps: activation.name == "step", color: .prediction)
                }
            }
            for activation in activations {
                Axes(
                    title: "slope: \(activation.note)", xLabel: "z", xRange: -5...5, yRange: -0.15...1.25,
                    xTicks: ticks, yTicks: [Tick(0, "0"), Tick(0.5, "½"), Tick(1, "1")]
                ) {
                    for range in activation.dead { Band(x: range, opacity: 0.2) }
                    curve(
                        activation.slope, jumps: activation.name.hasSuffix("ReLU"), color: .gradient)
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
