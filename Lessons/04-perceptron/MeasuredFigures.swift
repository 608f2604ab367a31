import Foundation
import Nabla
import Notebook

extension PerceptronFigures {
    /// Left: two blobs and the line found. Right: corrections over the margin, with the bound of each run.
    static func bound(
        points: Tensor, labels: [Int], w: Tensor, b: Scalar,
        runs: [(gap: Scalar, corrections: Int, bound: Scalar)]
    ) -> Figure {
        let gaps = Set(runs.map(\.gap)).sorted()
        // A stripe for each gap; in it stand the runs with that gap, side by side.
        let places = gaps.enumerated().flatMap { stripe, gap -> [Double] in
            let count = runs.count { $0.gap == gap }
            return (0..<count).map { index in
                let share = (Double(index) + 0.5) / Double(count)
                return Double(stripe) + 0.65 + 0.7 * share
            }
        }
        let sorted = gaps.flatMap { gap in runs.filter { $0.gap == gap } }
        return Figure(columns: 2) {
            Axes(
                title: "60 points, a gap of 0.5 on each side", xLabel: "x₁", yLabel: "x₂",
                isEquallyScaled: true
            ) {
                HalfPlane(weights: weights(w), bias: b, color: .series(1))
                Points.byClass(
                    points[.all, 0].scalars, points[.all, 1].scalars, classes: labels, names: key, size: 24)
                DecisionLine(weights: weights(w), bias: b, weight: .thick)
            }
            Axes(
                title: "40 runs: counted, and allowed", xLabel: "gap on each side, eight runs each",
                yLabel: "corrections", yScale: .log, xRange: 0.5...Double(gaps.count) + 0.5,
                yRange: 0.7...max(300_000, 3 * runs.map { Double($0.bound) }.max()!),
                xTicks: gaps.enumerated().map { Tick(Double($0 + 1), $1 == 1 ? "1" : "1/\(Int((1 / $1).rounded()))") }
            ) {
                for stripe in stride(from: 1, through: gaps.count, by: 2) {
                    Band(x: Double(stripe) - 0.5...Double(stripe) + 0.5)
                }
                Points(
                    places, sorted.map(\.bound), label: "bound (R/γ)²", color: .neutral, marker: .triangle,
                    size: 22)
                Points(places, sorted.map(\.corrections), label: "counted", color: .error, size: 24)
            }
        }
    }

    /// The share of Boolean functions that one neuron can be; the last one is known from books, not counted here.
    static func share(_ counted: [(functions: Int, of: Int)], known: (functions: Int, of: Int)) -> Figure {
        func percent(_ count: (functions: Int, of: Int)) -> Double {
            100 * Double(count.functions) / Double(count.of)
        }
        func label(_ count: (functions: Int, of: Int)) -> String {
            let share = percent(count)
            let number = formatted(share, decimals: share >= 99.95 ? 0 : share >= 1 ? 1 : 3)
            let counts = [count.functions, count.of].map { formatted(Double($0), decimals: 0) }
            return "\(number) %\n\(counts[0]) of \(counts[1])"
        }
        let all = (counted + [known]).map(percent)
        return Figure(
            xLabel: "number of inputs", yLabel: "functions that one neuron can be, %", yScale: .log,
            xRange: 0.6...5.6, yRange: 0.0006...1000, xTicks: (1...5).map { Tick(Double($0), "\($0)") },
            yTicks: [
                (0.001, "0.001"), (0.01, "0.01"), (0.1, "0.1"), (1.0, "1"), (10.0, "10"), (100.0, "100"),
            ]
            .map { Tick($0.0, $0.1) }
        ) {
            Line([1, 2, 3, 4, 5], all, color: .data, weight: .thin)
            Points([1, 2, 3, 4], all.dropLast(), labels: counted.map(label), color: .data, size: 34)
            Points(
                [5.0], all.suffix(1), labels: ["\(label(known))\n(known from books)"], color: .data,
                marker: .ring,
                size: 34)
        }
    }

    /// The same clouds twice: where the perceptron's line stood after each of its last passes, and where the
    /// sigmoid neuron answers 10, 50 and 90 %.
    static func restless(
        points: Tensor, labels: [Int], perceptron: [(w: Tensor, b: Scalar)], sigmoid: (w: Tensor, b: Scalar)
    ) -> Figure {
        func axes(_ title: String, @MarkBuilder lines: () -> [any Mark]) -> Axes {
            Axes(title: title, xLabel: "x₁", yLabel: "x₂", isEquallyScaled: true) {
                lines()
                Points.byClass(
                    points[.all, 0].scalars, points[.all, 1].scalars, classes: labels, names: key, size: 20,
                    opacity: 0.7)
            }
        }
        let odds = log(9.0)  // σ(ln 9) = 0.9
        return Figure(columns: 2) {
            axes("step: the line after each of 20 passes") {
                for (w, b) in perceptron {
                    DecisionLine(weights: weights(w), bias: b, color: .custom(Color(hex: 0xD28AA5)), weight: .thin)
                }
            }
            axes("sigmoid: where it answers 10, 50, 90 %") {
                for (share, score) in [("10 %", -odds), ("90 %", odds)] {
                    DecisionLine(
                        weights: weights(sigmoid.w), bias: Double(sigmoid.b) - score, label: share,
                        style: .dashed)
                }
                DecisionLine(weights: weights(sigmoid.w), bias: sigmoid.b, label: "50 %", weight: .thick)
            }
        }
    }
}
