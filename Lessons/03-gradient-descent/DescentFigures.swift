import Foundation
import Nabla

/// The drawings of lesson 03. The lesson computes the numbers, these functions put them on paper.
enum DescentFigures {
    /// A place in a plane of two parameters.
    static func pair(_ θ: Tensor) -> (Double, Double) { (Double(θ[0].item), Double(θ[1].item)) }

    static func pairs(_ path: [Tensor]) -> [(Double, Double)] { path.map(pair) }

    /// Colours of steps, early to late.
    static func shade(_ share: Double) -> Ink {
        .custom(
            ColorMap(stops: [Color(hex: 0xF0A868), Color(hex: 0xDC5A0B), Color(hex: 0x6B2402)]).color(
                at: share))
    }

    /// Two valleys in space with the ways of plain descent and of momentum.
    static func landscape() -> Figure {
        func way(keep β: Scalar) -> [(Double, Double)] {
            var (θ, v): (Tensor, Tensor) = ([1.7, 1.2], [0, 0])
            return [pair(θ)]
                + (0..<200).map { _ in
                    v = β * v - 0.02 * TwoValleys.gradient(θ)
                    θ += v
                    return pair(θ)
                }
        }
        return Figure(
            Surface(
                xLabel: "θ₁", yLabel: "θ₂", zLabel: "loss", x: -1.8...1.8, y: -1.4...1.4,
                levels: [-0.2, 0.1, 0.4, 0.7, 1, 1.5, 2.2, 3, 4], azimuth: -98, elevation: 36, height: 0.24,
                depth: 0.6, floorGap: 0.36,
                paths: [
                    .init(at: way(keep: 0.9), label: "momentum", color: .error, dotEvery: 3),
                    .init(at: way(keep: 0), label: "plain", color: .prediction, dotEvery: 3),
                ], TwoValleys.loss))
    }

    /// Four tries as lines among the data, and as points among the parameters.
    static func tries(
        _ tries: [(w: Scalar, b: Scalar)], days: Tensor, heights: Tensor, loss: (Scalar, Scalar) -> Scalar
    ) -> Figure {
        let inks: [Ink] = [.series(3), .series(4), .series(2), .prediction]
        let labels = tries.map { guess in
            let value = Double(loss(guess.w, guess.b))
            return "loss " + formatted(value, decimals: value < 1 ? 2 : value < 20 ? 1 : 0)
        }
        return Figure(columns: 2, columnWidths: [1.2, 1]) {
            Axes(
                title: "data: a guess is a line", xLabel: "day", yLabel: "height (cm)", xRange: -0.3...10.4,
                yRange: -2.5...20
            ) {
                for (day, height) in zip(days.scalars, heights.scalars) {
                    Line(
                        [day, day], [tries[2].w * day + tries[2].b, height], color: .error, weight: .normal)
                }
                for ((guess, label), ink) in zip(zip(tries, labels), inks) {
                    Line(over: -0.3...10.4, label: label, color: ink, weight: .normal) {
                        Double(guess.w) * $0 + Double(guess.b)
                    }
                }
                Points(days.scalars, heights.scalars, color: .data, size: 24)
                Note("residuals", at: (0.95, 8.2), color: .error, isBold: true)
            }
            Axes(
                title: "parameters: it is a point", xLabel: "w (cm per day)", yLabel: "b (cm)",
                xRange: -0.5...2.7, yRange: -2.5...8
            ) {
                for ((guess, label), ink) in zip(zip(tries, labels), inks) {
                    Points([guess.w], [guess.b], color: ink, size: 38)
                    Note(label, at: (Double(guess.w), Double(guess.b) + 0.62), color: ink, isBold: true)
                }
            }
        }
    }

    /// Secants of x² that turn into the tangent at 3, and their slopes over the step.
    static func secants() -> Figure {
        let steps: [(Double, Ink)] = [(3, .series(4)), (2, .series(3)), (1, .series(1))]
        return Figure(columns: 2) {
            Axes(title: "x², seen from 3", xLabel: "x", yLabel: "x²", xRange: 1.6...6.6, yRange: 0...42) {
                Line(over: 1.6...6.6, color: .data, weight: .thick) { $0 * $0 }
                for (step, ink) in steps {
                    let rate = 6 + step
                    let top = (3 + step) * (3 + step)
                    Line(over: 2.2...6.6, color: ink, weight: .normal) { 9 + rate * ($0 - 3) }
                    Points([3 + step], [top], color: ink, size: 28)
                    Note(
                        "step \(formatted(step, decimals: 0)): slope \(formatted(rate, decimals: 0))",
                        at: (2.68 + step, top + 0.6), anchor: .right, color: ink, isBold: true)
                }
                Line(over: 2...6.6, color: .gradient, weight: .thick) { 9 + 6 * ($0 - 3) }
                Note("slope 6", at: (5.9, 21.5), color: .gradient, isBold: true)
                Points([3], [9], color: .foreground, size: 30)
            }
            Axes(
                title: "the smaller the step, the nearer to 6", xLabel: "step", yLabel: "slope of the line",
                xRange: -0.15...3.3, yRange: 5...9.5
            ) {
                Line([0, 3], [6, 9], color: .neutral, weight: .thin)
                for (step, ink) in steps { Points([step], [6 + step], color: ink, size: 34) }
                Points([0], [6], color: .gradient, size: 40)
            }
        }
    }

    /// The error of the linear approximation to x² at 3, over the step.
    static func approximationError() -> Figure {
        let ten = 10.0
        let steps = (0...24).map { pow(ten, -3 + 3 * Double($0) / 24) }
        let errors = steps.map { (step: Double) -> Double in
            let value = (3 + step) * (3 + step)
            return value - 9 - 6 * step
        }
        return Figure(
            title: "error of the linear approximation", xLabel: "step", yLabel: "error", xScale: .log, yScale: .log
        ) {
            Line(steps, errors, color: .error, weight: .normal)
            Points(
                [0.01, 0.1, 1], [0.0001, 0.01, 1], labels: ["0.0001", "0.01", "1"], color: .error, size: 28)
        }
    }

    /// Descent on a bowl and on a corner; tangents at some places of the bowl.
    static func tangents(_ smooth: [Double], _ corner: [Double]) -> Figure {
        func axes(
            _ title: String, _ path: [Double], top: Double, tangentsAt touched: [Int],
            f: @escaping (Double) -> Double
        ) -> Axes {
            Axes(title: title, xLabel: "x", yLabel: "loss", xRange: -1.3...3.6, yRange: -0.14 * top...top) {
                Line(over: -1.3...3.6, color: .data, weight: .thick, f)
                for x in touched.map({ path[$0] }) {
                    // Equally long on the page, whatever the slope.
                    let half = 1.3 / (1 + 0.14 * x * x).squareRoot()
                    Line(
                        [x - half, x + half], [x * x - half * 2 * x, x * x + half * 2 * x], color: .gradient,
                        weight: .normal)
                    Note(
                        "slope \(formatted(2 * x, decimals: 1))",
                        at: x < 0.5 ? (x - 0.35, x * x - 0.7) : (x - 0.16, x * x + (x < 1 ? 0.9 : 0.4)),
                        anchor: .right, color: .gradient, isBold: true)
                }
                Points(path, path.map(f), color: .prediction, size: 20)
                Points(path, path.map { _ in -0.1 * top }, color: .prediction, marker: .triangle, size: 20)
            }
        }
        return Figure(columns: 2) {
            axes("x²: slope 2x, rate 0.1", Array(smooth[..<14]), top: 11, tangentsAt: [0, 4, 13]) {
                $0 * $0
            }
            axes("|x|: slope ±1, rate 0.4", Array(corner[..<14]), top: 3.6, tangentsAt: []) { Swift.abs($0) }
        }
    }

    /// The round bowl from above: a field of gradients, and a path with the gradient at its start.
    static func bowl(_ path: [Tensor]) -> Figure {
        func bowl(_ x: Double, _ y: Double) -> Double { x * x + y * y }
        let levels = [0.5, 2, 5, 10, 16, 24]
        return Figure(columns: 2) {
            Axes(
                title: "the gradient, shortened", xLabel: "θ₁", yLabel: "θ₂", xRange: -4.2...4.2,
                yRange: -4.2...4.2,
                isEquallyScaled: true
            ) {
                Contour.filled(levels: levels, label: nil, bowl)
                ArrowField(spacing: 104, length: .proportional) { (2 * $0, 2 * $1) }
            }
            Axes(
                title: "down from (1, 3)", xLabel: "θ₁", yLabel: "θ₂", xRange: -4.2...4.2, yRange: -4.2...4.2,
                isEquallyScaled: true
            ) {
                Contour.filled(levels: levels, bowl)
                Arrow(from: (1, 3), to: (1.4, 4.2))
                Note("gradient (2, 6),\na fifth as long", at: (-1.1, 3.55), color: .gradient, isBold: true)
                Path(at: pairs(path), color: .prediction, dotEvery: 1)
            }
        }
    }
}
