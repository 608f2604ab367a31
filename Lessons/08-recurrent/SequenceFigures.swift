import Nabla

/// A panel for each length: the loss while learning, a thin line for each start.
func addingFigure(_ lengths: [(length: Int, runs: [AddingRun])]) -> Figure {
    let count = lengths[0].runs[0].curves.count
    let starts = count > 1 ? ", \(count) starts each" : ""
    return Figure(columns: lengths.count, sharing: .y) {
        lengths.enumerated().map { number, item in
            Axes(
                title: "\(item.length) numbers", xLabel: "updates",
                yLabel: number == 0 ? "squared error" + starts : "",
                yScale: .log, yRange: 0.0003...2
            ) {
                HorizontalLine(AddingProblem.alwaysOne, label: number == lengths.count - 1 ? "always 1" : nil)
                for run in item.runs {
                    for (start, curve) in run.curves.enumerated() {
                        Line(
                            curve.map(\.updates), curve.map(\.loss),
                            label: start == run.curves.count - 1 ? run.name : nil, color: run.ink)
                    }
                }
            }
        }
    }
}

/// A year's forecast with its band, the truth and last year's, and the mean error by month ahead.
func forecastFigure(
    past: [Scalar], truth: [Scalar], forecast: [Scalar], naive: [Scalar], halfWidth: [Scalar],
    errors: (network: [Scalar], naive: [Scalar])
) -> Figure {
    let before = Array((1 - past.count)...0)
    let months = Array(1...truth.count)
    return Figure(columns: 2, columnWidths: [3, 2]) {
        Axes(title: "one year ahead", xLabel: "months from now", yLabel: "level") {
            Line(before, past, color: .data)
            Band(
                months, from: zip(forecast, halfWidth).map { $0 - $1 },
                to: zip(forecast, halfWidth).map { $0 + $1 },
                color: .prediction)
            Line(months, naive, label: "as last\nyear", color: .neutral, style: .dashed)
            Line([0] + months, past.suffix(1) + forecast, label: "forecast", color: .prediction, weight: .thick)
            Points(months, truth, label: "true level", color: .data, size: 20)
        }
        Axes(
            title: "error on the test years", xLabel: "months ahead", yLabel: "root mean square error",
            yRange: 0...1
        ) {
            Line(months, errors.naive, label: "as last\nyear", color: .neutral, style: .dashed)
            Line(months, errors.network, label: "GRU", color: .prediction, weight: .thick)
            HorizontalLine(0.5, label: "noise\nalone", style: .solid)
        }
    }
}
