import Nabla

/// Fits of three degrees to many samples, their mean and the truth; below, what their errors are made of.
func samplesFigure(
    _ samples: CurveSamples, degrees: [Int], all: [Int], parts: [(bias2: Scalar, variance: Scalar, error: Scalar)]
)
    throws -> Figure
{
    let grid = CurveSamples.grid
    let truth = CurveSamples.truth(grid).scalars
    return try Figure(columns: 4, columnWidths: [1, 1, 1, 1.25]) {
        try degrees.map { degree in
            let fits = try samples.fits(degree: degree)
            return Axes(title: "degree \(degree)", xLabel: "x", yRange: -2.2...2.2) {
                for row in 0..<min(30, fits.shape[0]) {
                    Line(grid.scalars, fits[row].scalars, color: .prediction, weight: .thin, opacity: 0.35)
                }
                Line(grid.scalars, truth, color: .data, weight: .thick)
                Line(
                    grid.scalars, fits.mean(alongAxes: 0).scalars, color: .foreground, style: .dashed)
            }
        }
        Axes(
            title: "mean squared error", xLabel: "degree", yScale: .log,
            xRange: 0.5...Double(all.last!) + 0.5, yRange: 0.0001...1
        ) {
            Line(all, parts.map(\.bias2), label: "bias²", color: .data, marker: .circle, labelAt: 2.2)
            Line(all, parts.map(\.variance), label: "variance", color: .prediction, marker: .circle, labelAt: 8)
            Line(all, parts.map(\.error), label: "error", color: .foreground, weight: .thick, labelAt: 5)
        }
    }
}

/// The size of a signal through the layers, one panel an activation, one line a gain.
func depthFigure(_ signals: [DeepSignal]) -> Figure {
    let gains: [(Scalar, String)] = [(1, "1"), (Scalar(2).squareRoot(), "√2"), (2, "2")]
    let ticks = [-15, -10, -5, 0, 5, 10, 15].map { power in
        Tick(tenTo(power), power == 0 ? "1" : "10\(raised(power))")
    }
    return Figure(columns: 3, sharing: .y) {
        DeepSignal.Bend.allCases.map { bend in
            Axes(
                title: bend.rawValue, xLabel: "layer", yLabel: bend == .relu ? "size (root mean square)" : " ",
                yScale: .log, xRange: 0...56,
                yRange: 1e-9...1e16, yTicks: ticks
            ) {
                HorizontalLine(1)
                for (index, gain) in gains.enumerated() {
                    let signal = signals.first { $0.bend == bend && $0.gain == gain.0 }!
                    Line(
                        Array(0...50), signal.sizes, label: "gain " + gain.1, color: .series(index),
                        labelAt: bend == .tanh && index == 2 ? 8 : nil)
                }
            }
        }
    }
}

private func tenTo(_ power: Int) -> Double {
    (0..<abs(power)).reduce(1.0) { value, _ in power < 0 ? value / 10 : value * 10 }
}

private func raised(_ power: Int) -> String {
    let digits = Dictionary(uniqueKeysWithValues: zip("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return String("\(power)".map { digits[$0]! })
}

/// Accuracy of one network with batch norm, asked in training mode in batches of several sizes.
func modesFigure(_ sizes: [Int], _ mixed: [Scalar], sorted: [Scalar], inference: Scalar) -> Figure {
    Figure(
        xLabel: "signals in a batch", yLabel: "test accuracy (%)", xScale: .log, yRange: 0...75,
        xTicks: sizes.map { Tick(Double($0), "\($0)") }, theme: .fromAfar
    ) {
        HorizontalLine(100 * inference, label: "inference\nmode", color: .gradient)
        HorizontalLine(10, label: "chance")
        Line(sizes, mixed.map { 100 * $0 }, label: "mixed", color: .data, marker: .circle)
        Line(sizes, sorted.map { 100 * $0 }, label: "one class\na batch", color: .error, marker: .circle)
    }
}

/// What is left of a weight of 1 against the noise in its gradient.
func decayFigure(_ shrinking: Shrinking) -> Figure {
    Figure(
        xLabel: "standard deviation of the gradient’s noise", yLabel: "weight after \(shrinking.steps) steps",
        xScale: .log,
        yRange: -0.05...1.1, theme: .fromAfar
    ) {
        Line(shrinking.noises, shrinking.none, label: "Adam, no decay", color: .neutral, style: .dashed, labelAt: 0.004)
        Line(shrinking.noises, shrinking.inside, label: "L2 in the loss", color: .error, weight: .thick, labelAt: 0.08)
        Line(
            shrinking.noises, shrinking.beside, label: "decay beside Adam", color: .data, weight: .thick, labelAt: 0.004
        )
    }
}

/// The factors of the rate, and the accuracy for each rate with and without them, a dot a seed.
func schedulesFigure(_ rows: [ScheduleRow], steps: Int) -> Figure {
    func dots(_ ink: Ink, _ label: String, _ marker: Marker, shift: Double, _ values: (ScheduleRow) -> [Scalar])
        -> [any Mark]
    {
        let points = rows.flatMap { row in values(row).map { (shift * Double(row.rate), 100 * Double($0)) } }
        return [
            Line(rows.map { shift * Double($0.rate) }, rows.map { 100 * values($0).mean }, color: ink),
            Points(at: points, label: label, color: ink, marker: marker, size: 22, opacity: 0.75),
        ]
    }
    let schedule = ScheduleRow.schedule(steps)
    let every = Array(stride(from: 0, through: steps, by: max(1, steps / 200)))
    return Figure(columns: 2, columnWidths: [1, 1.7]) {
        Axes(title: "warm-up and cosine", xLabel: "update", yLabel: "factor of the rate", yRange: 0...1.1) {
            Line(every, every.map { schedule.factor(at: $0) }, color: .prediction, weight: .thick)
        }
        Axes(
            title: "what it buys", xLabel: "learning rate", yLabel: "test accuracy (%)", xScale: .log,
            xTicks: rows.map { Tick(Double($0.rate), "\($0.rate)") }
        ) {
            dots(.data, "constant", .circle, shift: 0.95, \.constant)
            dots(.prediction, "warm-up and cosine", .square, shift: 1.05, \.scheduled)
        }
    }
}

/// Grid and random trials in the plane of the two settings, and the projections on the one that matters.
func searchFigure(_ grid: [Trial], _ random: [Trial]) -> Figure {
    let low = 100 * Double(min(grid.map(\.accuracy).min()!, random.map(\.accuracy).min()!))
    let high = 100 * Double(max(grid.map(\.accuracy).max()!, random.map(\.accuracy).max()!))
    func plane(_ title: String, _ trials: [Trial]) -> Axes {
        Axes(
            title: title, yLabel: "L2 λ", xScale: .log, yScale: .log, xRange: 5e-5...2, yRange: 5e-7...2e-2
        ) {
            for trial in trials {
                let share = (100 * Double(trial.accuracy) - low) / max(high - low, 1e-6)
                Points([trial.rate], [trial.l2], color: .data, size: 14 + 26 * share, opacity: 0.2 + 0.8 * share)
            }
        }
    }
    func projection(_ trials: [Trial]) -> Axes {
        Axes(
            xLabel: "learning rate", yLabel: "accuracy (%)", xScale: .log, xRange: 5e-5...2, yRange: 0...high + 6
        ) {
            Points(trials.map(\.rate), trials.map { 100 * $0.accuracy }, color: .prediction, size: 22, opacity: 0.7)
        }
    }
    return Figure(columns: 2, sharing: .x, rowHeights: [1.2, 1]) {
        plane("grid: \(grid.count) trials, \(Set(grid.map(\.rate)).count) rates", grid)
        plane("random: \(random.count) trials, \(Set(random.map(\.rate)).count) rates", random)
        projection(grid)
        projection(random)
    }
}

/// The most expensive images of all, whose labels were planted, and the most expensive of those that were not.
func suspectsFigure(_ found: WrongLabels) -> Figure {
    let planted = found.ranked.filter { found.isPlanted[$0] }.prefix(20)
    let own = found.ranked.filter { !found.isPlanted[$0] }.prefix(10)
    return Figure(
        ImageGrid(columns: 10, rowTitles: ["planted", "planted", "as given"], range: 0...1) {
            (Array(planted) + Array(own)).map { index in
                Tile(
                    found.set.images[index].scalars, width: 28, caption: "“\(found.labels[index])”",
                    frame: found.isPlanted[index] ? .error : .data)
            }
        })
}

/// Accuracy on known and on unseen sums against updates, with decay and without.
func sumsFigure(_ decayed: LearnedSums, _ plain: LearnedSums) -> Figure {
    Figure(
        xLabel: "updates", yLabel: "sums answered right (%)", xScale: .log, yRange: 0...104, theme: .fromAfar
    ) {
        Line(plain.updates, plain.unseen.map { 100 * $0 }, label: "unseen, no decay", color: .neutral, labelAt: 90)
        Line(decayed.updates, decayed.known.map { 100 * $0 }, label: "known", color: .data, weight: .thick, labelAt: 22)
        Line(decayed.updates, decayed.unseen.map { 100 * $0 }, label: "unseen", color: .prediction, weight: .thick)
    }
}

/// Loss and error against the number of features, the median of all draws: one ridge in front, all the others grey.
func descentFigure(_ curves: [DescentCurve], ridge: Scalar) -> Figure {
    let front = curves.first { $0.ridge == ridge }!
    func panel(
        _ title: String, _ scale: AxisScale, _ range: ClosedRange<Double>, _ values: (DescentCurve) -> [Scalar]
    ) -> Axes {
        Axes(
            title: title, xLabel: "random features p", xScale: .log, yScale: scale, xRange: 10...2000, yRange: range,
            xTicks: [10, 50, 200, 1000].map { Tick(Double($0), formatted(Double($0), decimals: 0)) }
        ) {
            VerticalLine(200, label: "p = n")
            for curve in curves where curve.ridge != ridge {
                Line(curve.widths, values(curve), color: .neutral, weight: .thin, opacity: 0.5)
            }
            Line(front.widths, values(front), color: .error, weight: .thick)
        }
    }
    return Figure(columns: 2) {
        panel("squared loss, 1,000 unseen signals", .log, 0.25...60) { $0.losses }
        panel("wrong labels (%)", .linear, 0...90) { $0.errors.map { 100 * $0 } }
    }
}
