import Nabla
import Notebook

/// What is known of each coin's probability of heads, before and after more tosses.
func coinsFigure(_ known: Coin, _ new: Coin, tossed: Coin) -> Figure {
    let places = (1..<500).map { Double($0) / 500 }
    func panel(_ title: String, _ coin: Coin) -> Axes {
        Axes(title: title, xLabel: "probability of heads", xRange: 0...1, yRange: 0...1.12, yTicks: []) {
            Band(places, from: places.map { _ in 0.0 }, to: places.map(coin.density), color: .data, opacity: 0.3)
            Line(places, places.map(coin.density), color: .data, weight: .thick)
            VerticalLine(0.5)
        }
    }
    return Figure(columns: 3, theme: .fromAfar) {
        panel("tossed 1,000 times", known)
        panel("never tossed", new)
        panel("tossed 10 times", tossed)
    }
}

/// The line y = w·x after two points: every line it holds possible goes through 0.
func oneWeightFigure(mean: Scalar, variance: Scalar, points: [(Scalar, Scalar)]) -> Figure {
    let x = Tensor(linspace: -1...4, count: 101)
    let line = mean * x
    let (function, answer) = (sqrt(variance * square(x)), sqrt(variance * square(x) + 1))
    return Figure(xLabel: "x", yLabel: "y", xRange: -1...4, yRange: -4...9, theme: .fromAfar) {
        Band(
            x.scalars, from: (line - 2 * answer).scalars, to: (line + 2 * answer).scalars, color: .neutral,
            opacity: 0.18)
        Band(
            x.scalars, from: (line - 2 * function).scalars, to: (line + 2 * function).scalars, color: .prediction,
            opacity: 0.3)
        Line(x.scalars, line.scalars, color: .prediction)
        Points(points.map(\.0), points.map(\.1), color: .data, size: 34)
        Note("a new point: ± 2 deviations", at: (0.4, -2.9), color: .neutral, size: 36)
        Note("the line", at: (3.35, 2.2), color: .prediction, size: 36)
    }
}

/// A frame of the film: what is known of intercept and slope, and which lines that leaves.
func lineFigure(_ points: LinePoints, count: Int, draws: Int, seed: UInt64) throws -> Figure {
    var generator = SeededGenerator(seed: seed)
    let posterior = try points.posterior(after: count)
    let x = Tensor(linspace: -3...3, count: 61)
    let (mean, deviation) = posterior.function(lineFeatures(x))
    let lines = try posterior.draws(draws, using: &generator)
    let curves = matmul(lines, lineFeatures(x).transposed())
    // The distance from the mean in deviations, whatever the direction: x·precision·x.
    let covariance = posterior.covariance
    let (a, b, d) = (
        Double(covariance[0, 0].item), Double(covariance[0, 1].item), Double(covariance[1, 1].item)
    )
    let (m0, m1) = (Double(posterior.mean[0].item), Double(posterior.mean[1].item))
    func distance(_ intercept: Double, _ slope: Double) -> Double {
        let (u, v) = (intercept - m0, slope - m1)
        return ((d * u * u - 2 * b * u * v + a * v * v) / (a * d - b * b)).squareRoot()
    }
    return Figure(columns: 2, columnWidths: [1, 1.45]) {
        Axes(
            title: "intercept and slope", xLabel: "intercept", yLabel: "slope", xRange: -1.6...1.6, yRange: -1.6...1.6
        ) {
            Contour(levels: [1, 2], color: .prediction, weight: .normal, label: nil, distance)
            Points(lines[.all, 0].scalars, lines[.all, 1].scalars, color: .prediction, size: 16, opacity: 0.6)
            Points([-0.3], [0.5], label: "truth", color: .error, marker: .cross, size: 30)
        }
        Axes(title: "lines", xLabel: "x", yLabel: "y", xRange: -3...3, yRange: -4...4) {
            Band(
                x.scalars, from: (mean - 2 * deviation).scalars, to: (mean + 2 * deviation).scalars,
                color: .prediction, opacity: 0.18)
            for draw in 0..<draws {
                Line(x.scalars, curves[draw].scalars, color: .prediction, weight: .thin, opacity: 0.5)
            }
            Line(x.scalars, LinePoints.truth(x).scalars, color: .error, style: .dashed)
            Points(points.x[0..<count].scalars, points.y[0..<count].scalars, color: .data, size: 26)
        }
    }
}

/// The curve, the points, and what each approach makes of the first set.
func bandsFigure(_ points: CubicPoints, _ approaches: [Approach], columns: Int) -> Figure {
    let x = CubicPoints.grid.scalars
    return Figure(columns: columns, sharing: .both) {
        approaches.map { approach in
            let answer = approach.answers[0]
            let outside = percent(answer.coverageOutside, decimals: 0)
            return Axes(
                title: "\(approach.name): holds \(outside) outside", xLabel: "x", yLabel: "y", xRange: -6...6,
                yRange: -230...230
            ) {
                Band(x: -4...4, color: .neutral, opacity: 0.1)
                Band(
                    x, from: (answer.mean - 2 * answer.deviation).scalars,
                    to: (answer.mean + 2 * answer.deviation).scalars, color: .prediction, opacity: 0.35)
                Line(x, answer.mean.scalars, color: .prediction)
                Line(x, CubicPoints.truth(CubicPoints.grid).scalars, color: .foreground, style: .dashed)
                Points(points.x.scalars, points.y.scalars, color: .data, size: 18)
            }
        }
    }
}

/// How much of the truth lies in the band away from the points: a dot for each set of points, a bar at the mean.
func coverageFigure(_ approaches: [Approach]) -> Figure {
    let rows = approaches.indices.map { Double(approaches.count - $0) }
    func panel(_ title: String, _ coverage: (Doubtful) -> Scalar) -> Axes {
        Axes(
            title: title, xLabel: "of the truth in the band (%)", xRange: -4...104,
            yRange: 0.4...Double(approaches.count) + 0.6,
            yTicks: zip(rows, approaches).map { Tick($0, $1.name) }
        ) {
            VerticalLine(95)
            for (row, approach) in zip(rows, approaches) {
                let shares = approach.answers.map { 100 * coverage($0) }
                let beside = shares.indices.map { row + 0.05 * Double($0 % 5 - 2) }
                Points(shares, beside, color: .data, size: 22, opacity: 0.55)
                Line([shares.mean, shares.mean], [row - 0.3, row + 0.3], color: .prediction, weight: .thick)
            }
        }
    }
    return Figure(columns: 2, sharing: .y) {
        panel("where points are: |x| ≤ 4", \.coverageInside)
        panel("away from them: 5 ≤ |x| ≤ 6", \.coverageOutside)
    }
}
