import Foundation
import Nabla

// Fits: the plane of the parameters beside the plane of the data.
extension DescentFigures {
    typealias Loss = (Scalar, Scalar) -> Scalar

    private static func contour(_ loss: @escaping Loss, levels: [Double]) -> Contour {
        .filled(levels: levels) { Double(loss(Scalar($0), Scalar($1))) }
    }

    /// A path over the parameters, and the lines of the same steps through the data.
    static func twoSpaces(_ path: [Tensor], days: Tensor, heights: Tensor, loss: @escaping Loss) -> Figure {
        let shown = [0, 1, 2, 60, 300]
        func share(_ index: Int) -> Double { Double(index) / Double(shown.count - 1) }
        return Figure(columns: 2) {
            Axes(
                title: "parameters", xLabel: "w (cm per day)", yLabel: "b (cm)", xRange: -0.4...3.2,
                yRange: -0.6...2.6
            ) {
                contour(loss, levels: [0.3, 1, 3, 10, 30, 80])
                Path(at: pairs(path), color: .neutral, weight: .thin, showsDirection: false)
                for (index, step) in shown.enumerated() {
                    Points(
                        at: [pair(path[step])], labels: ["step \(step)"], color: shade(share(index)), size: 34
                    )
                }
            }
            Axes(title: "data", xLabel: "day", yLabel: "height (cm)", xRange: 0...10.2, yRange: -1...26) {
                for (index, step) in shown.enumerated() {
                    let (w, b) = pair(path[step])
                    Line(over: 0...10.2, label: "step \(step)", color: shade(share(index)), weight: .normal) {
                        w * $0 + b
                    }
                }
                Points(days.scalars, heights.scalars, color: .data, size: 26)
            }
        }
    }

    /// The loss of the bean over raw and over scaled days, each with its path.
    static func scaling(raw: (path: [Tensor], loss: Loss), scaled: (path: [Tensor], loss: Loss)) -> Figure {
        let levels = [1.0, 4, 10, 20, 40, 70, 110]
        return Figure(columns: 2) {
            Axes(
                title: "raw days: 278 steps", xLabel: "w (cm per day)", yLabel: "b (cm, at day 0)",
                xRange: -3...5, yRange: -3...5, isEquallyScaled: true
            ) {
                contour(raw.loss, levels: levels)
                Path(at: pairs(Array(raw.path.prefix(280))), color: .prediction, showsDirection: false)
            }
            Axes(
                title: "scaled days: one step", xLabel: "w (cm per standard deviation)",
                yLabel: "b (cm, at the mean day)", xRange: -3...12, yRange: -2...13, isEquallyScaled: true
            ) {
                contour(scaled.loss, levels: levels)
                Path(at: pairs(scaled.path), color: .prediction)
            }
        }
    }

    /// Plain descent and momentum on a stretched bowl, and in a landscape with two valleys.
    static func momentum(
        roll: (Scalar, Scalar, Scalar, Int) -> [Tensor], stuck: [Tensor], crossed: [Tensor]
    ) -> Figure {
        func bowl(_ x: Double, _ y: Double) -> Double { 0.5 * (x * x + 20 * y * y) }
        let plain = roll(20, 0.09, 0, 40)
        let momentum = roll(20, 0.05, 0.6, 40)
        return Figure(columns: 2) {
            Axes(
                title: "a bowl stretched 1 : 20", xLabel: "θ₁", yLabel: "θ₂", xRange: -1.1...1.3,
                yRange: -1.2...1.2, isEquallyScaled: true
            ) {
                Contour.filled(levels: [0.1, 0.5, 1.5, 3, 6, 10], bowl)
                Path(at: pairs(plain), color: .prediction)
                Path(at: pairs(momentum), color: .error)
                Note("plain", at: (0.62, 0.8), color: .prediction, isBold: true)
                Note("momentum", at: (0.6, -0.85), color: .error, isBold: true)
            }
            Axes(title: "two valleys", xLabel: "θ₁", yLabel: "θ₂", xRange: -2...2, yRange: -1.6...1.6) {
                Contour.filled(levels: [-0.2, 0.1, 0.4, 0.7, 1, 1.5, 2.5, 4, 6], TwoValleys.loss)
                Path(at: pairs(crossed), label: "momentum", color: .error)
                Path(at: pairs(stuck), label: "plain", color: .prediction)
            }
        }
    }

    /// Sixty gradients of single samples and sixty of mini-batches around the full one; and on one map the paths of
    /// three epochs for each size of batch.
    static func miniBatches(
        _ trained: [(size: Int, path: [Tensor])], gradient: ([Int], Tensor) -> Tensor,
        loss: @escaping (Tensor) -> Scalar
    ) -> Figure {
        var generator = SeededGenerator(seed: 7)
        let start: Tensor = [0, 0]
        let full = pair(gradient(Array(0..<1024), start))
        let inks: [Int: Ink] = [1: .series(5), 32: .data, 1024: .error]
        func estimates(_ size: Int) -> [(Double, Double)] {
            (0..<60).map { _ in
                let rows = (0..<size).map { _ in Int.random(in: 0..<1024, using: &generator) }
                return pair(gradient(rows, start))
            }
        }
        let tips = [1: estimates(1), 32: estimates(32)]
        func arrows(_ size: Int) -> [any Mark] {
            tips[size]!.map { Arrow(from: (0, 0), to: $0, color: inks[size]!, weight: .thin) }
        }
        let left = -15.0
        let beyond = tips[1]!.count { $0.0 < left }
        return Figure(columns: 2) {
            Axes(
                title: "60 single samples, 60 batches of 32, and all", xLabel: "slope for w₁",
                yLabel: "slope for w₂", xRange: left...3, yRange: -9...9, isEquallyScaled: true
            ) {
                arrows(1)
                arrows(32)
                Arrow(from: (0, 0), to: full, color: inks[1024]!, weight: .thick)
                if beyond > 0 { Note("\(beyond) end further left", at: (-14.2, 8), anchor: .left, color: inks[1]!) }
                for (row, (size, name)) in [(1, "one sample"), (32, "32 samples"), (1024, "all 1,024")]
                    .enumerated()
                {
                    Note(
                        name, at: (-14.2, -5.4 - 1.25 * Double(row)), anchor: .left, color: inks[size]!, size: 36,
                        isBold: true)
                }
            }
            Axes(
                title: "three epochs from (−1, 1)", xLabel: "w₁", yLabel: "w₂", xRange: -1.6...3.4,
                yRange: -3...2, isEquallyScaled: true
            ) {
                Contour.filled(levels: [1.2, 2, 4, 7, 11], label: nil) { x, y in
                    Double(loss([Tensor(Scalar(x)), Tensor(Scalar(y))]))
                }
                for (size, path) in trained {
                    Path(
                        at: pairs(path), color: inks[size]!, weight: size == 1 ? .thin : .normal,
                        dotEvery: size == 1024 ? 1 : nil, showsDirection: false)
                }
                Note(
                    "1 at a time:\n3,072 updates", at: (2.1, -2.2), color: inks[1]!, size: 34, isBold: true
                )
                Note("32: 96 updates", at: (1.6, 0.75), color: inks[32]!, size: 34, isBold: true)
                Note("all: 3 updates", at: (-0.25, 1.5), color: inks[1024]!, size: 34, isBold: true)
            }
        }
    }

    /// Two losses of a yes that was given the score z, and the curve that a fit finds.
    static func logistic(warmth: Tensor, sprouted: Tensor, path: [Tensor]) -> Figure {
        func σ(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
        let shown = [0, 5, 20, 200]
        // Points with the same answer are moved a little apart.
        let heights = sprouted.scalars.enumerated().map { Double($1) + 0.012 * Double($0 % 7 - 3) }
        return Figure(columns: 2) {
            Axes(
                title: "the truth is yes: two losses", xLabel: "score z", yLabel: "loss", xRange: -8...8,
                yRange: 0...8
            ) {
                Line(over: -8...8, color: .prediction, weight: .thick) { -log(σ($0)) }
                Line(over: -8...8, color: .data, weight: .thick) { 0.5 * (σ($0) - 1) * (σ($0) - 1) }
                VerticalLine(-7, label: "slopes here:")
                Note("cross-entropy\n−0.999", at: (-3, 6.4), color: .prediction, isBold: true)
                Note("squared error\n−0.0009", at: (-4.5, 1.3), color: .data, isBold: true)
            }
            Axes(
                title: "200 beans: p after 0, 5, 20, 200 steps", xLabel: "temperature (scaled)",
                yLabel: "sprouted, p",
                xRange: -3.2...3.2, yRange: -0.12...1.12
            ) {
                Points(warmth.scalars, heights, color: .data, size: 16, opacity: 0.55)
                for (index, step) in shown.enumerated() {
                    let (w, b) = pair(path[step])
                    Line(
                        over: -3.2...3.2, label: "\(step)", color: shade(Double(index) / 3),
                        weight: index == 3 ? .thick : .normal
                    ) { σ(w * $0 + b) }
                }
            }
        }
    }

    /// A map for each rule, all of the same bowl.
    static func race(_ racers: [Race.Run]) -> Figure {
        Figure(columns: 3, sharing: .both) {
            for (name, rate, path) in racers {
                Axes(
                    title: "\(name), α = \(formatted(Double(rate), decimals: 2))",
                    xLabel: "θ₁", yLabel: "θ₂", xRange: -5.5...11.5, yRange: -4...4,
                    isEquallyScaled: true
                ) {
                    Contour.filled(levels: [1, 5, 15, 35, 60, 90], label: nil) {
                        0.5 * ($0 * $0 + 20 * $1 * $1)
                    }
                    Path(at: pairs(path), color: .prediction, dotEvery: 5, showsDirection: false)
                }
            }
        }
    }
}
