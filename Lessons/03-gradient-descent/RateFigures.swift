import Foundation
import Nabla

// How far to step: the V, two V's, the finder, and the angle by which the arrow misses.
extension DescentFigures {
    /// The factor per step against the rate, and beside it four runs on the same curve, x² from 1.
    static func vee(_ rates: [Double]) -> Figure {
        let inks: [Ink] = [.series(0), .series(2), .series(1), .error]
        let words = ["creeps", "lands", "bounces", "diverges"]
        func name(_ rate: Double) -> String { formatted(rate, decimals: rate > 1 ? 2 : 1) }
        return Figure(columns: 2, columnWidths: [0.82, 1.25]) {
            Axes(
                title: "what is left of the distance", xLabel: "learning rate α", yLabel: "factor |1 − 2α|",
                xRange: 0...1.15, yRange: 0...1.3
            ) {
                HorizontalLine(1, label: "")
                Band(y: 1...1.3, color: .error, opacity: 0.1)
                Line([0, 0.5, 1.15], [1, 0, 1.3], color: .foreground, weight: .thick)
                for (rate, ink) in zip(rates, inks) {
                    Points([rate], [Swift.abs(1 - 2 * rate)], color: ink, size: 44)
                }
                for ((rate, ink), (x, y)) in zip(
                    zip(rates, inks), [(0.24, 0.8), (0.64, 0.05), (0.76, 0.8), (0.86, 1.13)])
                {
                    Note(name(rate), at: (x, y), color: ink, size: 36, isBold: true)
                }
            }
            Diagram(title: "the same curve, four rates", width: 12.4, height: 10) {
                for (index, ((rate, ink), word)) in zip(zip(rates, inks), words).enumerated() {
                    run(
                        rate, "\(name(rate)) \(word)", ink,
                        foot: (3.1 + 6.2 * Double(index % 2), 5.5 - 5.2 * Double(index / 2)))
                }
            }
        }
    }

    /// The places that a rate visits on x², joined by straight steps, over a foot on the board.
    private static func run(_ rate: Double, _ title: String, _ ink: Ink, foot: (x: Double, y: Double))
        -> [any Mark]
    {
        func place(_ x: Double) -> (Double, Double) { (foot.x + 1.72 * x, foot.y + 1.35 * x * x) }
        let curve = (-32...32).map { place(Double($0) / 20) }
        let stops: [Double] = (0...10).map { pow(1 - 2 * rate, Double($0)) }
        let visited = stops.filter { Swift.abs($0) < 1.62 }.map(place)
        return [
            Line(curve.map(\.0), curve.map(\.1), color: .neutral, weight: .normal, opacity: 0.45),
            Path(at: visited, color: ink, dotEvery: 1, showsDirection: rate > 1),
            Note("α = \(title)", at: (foot.x, foot.y + 4.15), color: ink, size: 36, isBold: true),
        ]
    }

    /// Two V's with their upper edge, and the angle between the arrow and the direction to the minimum.
    static func stretched() -> Figure {
        let upper = (0...240).map { 0.24 * Double($0) / 240 }
        func angle(_ x: Double, _ y: Double) -> Double {
            let (g, d) = ((x, 10 * y), (x, y))
            let cosine = (g.0 * d.0 + g.1 * d.1) / (hypot(g.0, g.1) * hypot(d.0, d.1))
            return acos(min(1, max(-1, cosine))) * 180 / .pi
        }
        var place = (10.0, 1.0)
        let path =
            [place]
            + (0..<40).map { _ in
                place = (place.0 * (1 - 2.0 / 11), place.1 * (1 - 20.0 / 11))
                return place
            }
        return Figure(columns: 2, columnWidths: [1, 1.5]) {
            Axes(
                title: "one rate, two V's", xLabel: "learning rate α", yLabel: "factor per step",
                xRange: 0...0.24,
                yRange: 0...1.3
            ) {
                Band(y: 1...1.3, color: .error, opacity: 0.1)
                Line(upper, upper.map { 1 - $0 }, color: .series(0), style: .dashed)
                Line([0, 0.1, 0.24], [1, 0, 1.4], color: .series(1), style: .dashed)
                Line(
                    upper, upper.map { max(1 - $0, Swift.abs(1 - 10 * $0)) }, color: .foreground,
                    weight: .thick)
                Note("curvature\n1", at: (0.2105, 0.66), color: .series(0), isBold: true)
                Note("curvature\n10", at: (0.1, 0.42), color: .series(1), isBold: true)
                Note("the slower\ndirection", at: (0.1, 0.76), isBold: true)
                Note("diverges", at: (0.07, 1.15), color: .error, isBold: true)
                Points([2.0 / 11], [9.0 / 11], color: .error, size: 34)
                Note(
                    "best: α = 2/11\nfactor 9/11", at: (0.168, 0.14), pointingTo: (2.0 / 11, 0.79),
                    color: .error, isBold: true)
            }
            Axes(
                title: "how far the arrow misses the minimum", xLabel: "θ₁ (curvature 1)",
                yLabel: "θ₂ (curvature 10)", xRange: -6...11, yRange: -5...5, isEquallyScaled: true
            ) {
                Contour.filled(levels: [10, 20, 30, 40, 50], label: nil, angle)
                for (text, x, y) in [
                    ("0°", 0.0, 4.4), ("10–20°", 1.3, -4.4), ("40–50°", 6.3, 4.2), ("over 50°", 7.6, 2.7),
                    ("over 50°", 7.0, -2.7), ("over 50°", -4.2, 2.0), ("over 50°", -4.2, -2.0), ("0°", -5.6, 0.0),
                ] {
                    Note(text, at: (x, y), size: 30)
                }
                Path(at: path, color: .prediction, dotEvery: 1)
                Points([0], [0], color: .foreground, marker: .plus, size: 30)
            }
        }
    }

    /// Three runs on the bean, and the loss after thirty steps for every rate.
    static func finder(
        rates: [Scalar], losses: [Scalar], run: (Scalar, Int) -> [Scalar]
    ) -> Figure {
        Figure(columns: 2) {
            Axes(
                title: "three rates", xLabel: "steps", yLabel: "loss", yScale: .log, xRange: 0...30,
                yRange: 0.1...1e5
            ) {
                for (rate, ink, words) in [
                    (Scalar(0.0005), Ink.series(0), "0.0005\ntoo low"),
                    (0.02, .series(2), "0.02\njust right"),
                    (0.032, .error, "0.032 too high"),
                ] {
                    Line(Array(0...30), run(rate, 30), label: words, color: ink)
                }
                HorizontalLine(0.1459)
            }
            Axes(
                title: "loss after 30 steps", xLabel: "learning rate", yLabel: "loss", xScale: .log,
                yScale: .log,
                xRange: 1e-4...0.1, yRange: 0.1...1e5
            ) {
                Line(rates, losses, color: .data, weight: .thick)
                HorizontalLine(0.1459)
                Note("too low: slow", at: (0.0006, 110), isBold: true)
                Note("best line 0.146", at: (0.0006, 0.24), color: .neutral)
                Note("just right", at: (0.008, 6), pointingTo: (0.02, 0.6), color: .series(2), isBold: true)
                Note("too high:\ndiverges", at: (0.0095, 20_000), color: .error, isBold: true)
            }
        }
    }
}
