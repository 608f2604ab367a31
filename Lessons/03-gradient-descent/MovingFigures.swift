import Foundation
import Nabla

// Figures that move: one rate, one β, turned by the reader.
extension DescentFigures {
    /// The two V's of a bowl with curvatures 1 and 10, each with a dot at the rate; and 30 steps with it.
    static func turnedRate(_ α: Double) -> Figure {
        let factors = [Swift.abs(1 - α), Swift.abs(1 - 10 * α)]
        var (x, y) = (10.0, 1.0)
        var path = [(x, y)]
        for _ in 0..<30 {
            (x, y) = (x * (1 - α), y * (1 - 10 * α))
            path.append((x, y))
        }
        return Figure(columns: 2, columnWidths: [1, 1.5]) {
            Axes(
                title: "factor per step", xLabel: "learning rate α", yLabel: "|1 − α·c|", xRange: 0...0.24,
                yRange: 0...1.3
            ) {
                Band(y: 1...1.3, color: .error, opacity: 0.1)
                Line([0, 0.24], [1, 0.76], color: .series(0))
                Line([0, 0.1, 0.24], [1, 0, 1.4], color: .series(1))
                VerticalLine(α)
                Points([α], [factors[0]], color: .series(0), size: 36)
                Points([α], [factors[1]], color: .series(1), size: 36)
                Note(
                    "curvature 1: " + formatted(factors[0], decimals: 2), at: (0.085, 1.2), color: .series(0),
                    isBold: true)
                Note(
                    "curvature 10: " + formatted(factors[1], decimals: 2), at: (0.085, 1.07), color: .series(1),
                    isBold: true)
            }
            Axes(
                title: "30 steps from (10, 1)", xLabel: "θ₁ (curvature 1)", yLabel: "θ₂ (curvature 10)",
                xRange: -3...11, yRange: -4...4, isEquallyScaled: true
            ) {
                Contour.filled(levels: [1, 5, 15, 35, 60, 90], label: nil) { 0.5 * ($0 * $0 + 10 * $1 * $1) }
                Path(at: path, color: .prediction, dotEvery: 1, showsDirection: false)
                Points([0], [0], color: .foreground, marker: .plus, size: 30)
            }
        }
    }

    /// A path on a bowl stretched 1 : 100, and its distance from the minimum at each step.
    static func turnedMomentum(_ path: [Tensor]) -> Figure {
        let distances = path.map { Double(abs($0).max()) }
        return Figure(columns: 2, columnWidths: [1, 1.15]) {
            Axes(
                title: "100 steps from (1, 1)", xLabel: "θ₁ (curvature 1)", yLabel: "θ₂ (curvature 100)",
                xRange: -1.1...1.2, yRange: -1.1...1.2, isEquallyScaled: true
            ) {
                Contour.filled(levels: [0.1, 0.5, 2, 8, 20, 40], label: nil) { 0.5 * ($0 * $0 + 100 * $1 * $1) }
                Path(at: pairs(Array(path.prefix(101))), color: .prediction, dotEvery: 10, showsDirection: false)
                Points([0], [0], color: .foreground, marker: .plus, size: 30)
            }
            Axes(
                title: "the larger of |θ₁| and |θ₂|", xLabel: "steps", yScale: .log, xRange: 0...400,
                yRange: 1e-6...2
            ) {
                HorizontalLine(0.001, label: "a thousandth")
                Line(Array(0..<distances.count), distances, color: .prediction, weight: .thick)
            }
        }
    }
}
