import Nabla

extension BroadcastingFigures {
    /// The loss of a run that nobody would suspect.
    static func mystery(_ losses: [Scalar]) -> Figure {
        Figure(xLabel: "steps", yLabel: "loss", yRange: 0...(1.1 * Double(losses[0]))) {
            Line(Array(0..<losses.count), losses, color: .data, weight: .thick)
            Note(
                formatted(Double(losses[0]), decimals: 1), at: (0.8, Double(losses[0])), anchor: .left,
                color: .data, size: 40, isBold: true)
            Note(
                "\(formatted(Double(losses.last!), decimals: 1)), and no further",
                at: (Double(losses.count) * 0.72, Double(losses.last!) + 0.06 * Double(losses[0])),
                color: .data, size: 40, isBold: true)
        }
    }

    /// All pairs of predictions and targets; the two runs; and what each predicts.
    static func allPairs(points: Tensor, y: Tensor, wrong: Search, right: Search) -> Figure {
        let order = y.scalars.indices.sorted { y.scalars[$0] < y.scalars[$1] }
        let targets = y.gathering(order)
        let predicted = matmul(points, right.w).reshaped(to: [y.size]).gathering(order)
        let flat = matmul(points, wrong.w).reshaped(to: [y.size]).gathering(order)
        let table = square(predicted.expanded(atAxis: 1) - targets)  // [100, 1] − [100] → [100, 100]
        let steps = Array(0..<wrong.losses.count)
        let variance = Double(y.variance())
        return Figure(columns: 3, columnWidths: [1.02, 1, 0.9]) {
            Axes(
                title: "every pair: dark is far apart", xLabel: "targets, sorted", yLabel: "predictions, same order",
                xRange: -0.5...(Double(y.size) - 0.5), yRange: -0.5...(Double(y.size) - 0.5)
            ) {
                HeatMap(
                    (0..<y.size).map { table[$0].scalars }, range: 0...(0.4 * Double(table.max())),
                    showsValues: false, colorBar: nil)
                Line(
                    [-0.5, Double(y.size) - 0.5], [-0.5, Double(y.size) - 0.5], color: .prediction,
                    weight: .thick)
                Note(
                    "each with\nits own", at: (0.3 * Double(y.size), 0.72 * Double(y.size)),
                    color: .prediction, size: 34, isBold: true)
            }
            Axes(
                title: "the two runs", xLabel: "steps", yLabel: "loss",
                yRange: 0...(1.08 * Double(wrong.losses[0]))
            ) {
                HorizontalLine(variance)
                Note(
                    "variance of y", at: (Double(steps.count) * 0.6, variance * 0.86), color: .neutral,
                    size: 30)
                Line(steps, wrong.losses, color: .data, weight: .thick)
                Line(steps, right.losses, color: .prediction, weight: .thick)
                Note(
                    "all pairs", at: (Double(steps.count) * 0.6, variance * 1.16), color: .data, size: 34,
                    isBold: true)
                Note(
                    "each with its own", at: (Double(steps.count) * 0.6, variance * 0.2), color: .prediction,
                    size: 34,
                    isBold: true)
            }
            Axes(title: "what they predict", xLabel: "target", yLabel: "prediction") {
                Points(targets.scalars, predicted.scalars, color: .prediction, size: 18)
                Line(targets.scalars, flat.scalars, color: .data, weight: .thick)
            }
        }
    }

    /// What two sets of samples cost in memory, in three ways.
    static func memory(samples n: Int, features d: Int) -> Figure {
        let gigabytes = [2 * n * d, n * n, n * n * d].map { Double($0 * 4) / 1e9 }
        let names = ["the two inputs", "distances by a product", "all differences"]
        return Figure(
            xLabel: "gigabytes", yLabel: "", xScale: .log, xRange: 0.01...2000, yRange: 0.4...3.6,
            xTicks: [0.01, 0.1, 1, 10, 100, 1000].map {
                Tick($0, formatted($0, decimals: $0 < 0.1 ? 2 : $0 < 1 ? 1 : 0))
            },
            yTicks: names.enumerated().map { Tick(Double(3 - $0), $1) }
        ) {
            for (row, value) in gigabytes.enumerated() {
                Points(at: [(value, 3 - row)], color: row == 2 ? .error : .data, size: 40)
                Note(
                    "\(formatted(value, decimals: value < 1 ? 2 : 0)) GB",
                    at: (value * 1.35, Double(3 - row)),
                    anchor: .left, color: row == 2 ? .error : .data, size: 38, isBold: true)
            }
        }
    }
}
