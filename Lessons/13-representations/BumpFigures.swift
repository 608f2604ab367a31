import Nabla
import Notebook

/// XOR in the plane and in the two coordinates that the bumps give.
func xorFigure(bump: @escaping (Double, Double, Double, Double) -> Double, weights: [Scalar]) -> Figure {
    let corners: [(Double, Double)] = [(0, 0), (0, 1), (1, 0), (1, 1)]
    let labels = ToyData.xor
    func answer(_ x: Double, _ y: Double) -> Double {
        Double(weights[0]) * bump(x, y, 0, 0) + Double(weights[1]) * bump(x, y, 1, 1) + Double(weights[2])
    }
    let moved = corners.map { (bump($0.0, $0.1, 0, 0), bump($0.0, $0.1, 1, 1)) }
    return Figure(columns: 2) {
        Axes(
            title: "in the plane: the answer", xLabel: "x₁", yLabel: "x₂", xRange: -0.5...1.5,
            yRange: -0.5...1.5, isEquallyScaled: true
        ) {
            Contour.filled(levels: [0, 0.25, 0.5, 0.75, 1, 1.25], answer)
            Points.byClass(corners.map(\.0), corners.map(\.1), classes: labels, colors: classInks, size: 40)
        }
        Axes(
            title: "in the bumps' coordinates: a line", xLabel: "bump at (0, 0)", yLabel: "bump at (1, 1)",
            xRange: -0.1...1.15, yRange: -0.1...1.15, isEquallyScaled: true
        ) {
            DecisionLine(
                weights: (weights[0], weights[1]), bias: weights[2] - 0.5, color: .prediction, weight: .thick)
            Points.byClass(moved.map(\.0), moved.map(\.1), classes: labels, colors: classInks, size: 40)
            Note("(0, 1) and (1, 0)", at: (0.21, 0.29), color: classInks[1])
            Note("(0, 0)", at: (0.98, 0.24), color: classInks[0])
            Note("(1, 1)", at: (0.14, 1.09), color: classInks[0])
        }
    }
}

/// A frame of the film: fits with 20 and with 100 bumps of one width, and the errors at all widths.
func widthFigure(
    _ curve: NoisyCurve, width: Scalar, widths: [Scalar], errors: [(count: Int, test: [Scalar])]
) throws -> Figure {
    let fits = try errors.map { try curve.fit(bumps: $0.count, width: width) }
    let grid = NoisyCurve.grid
    return Figure(columns: 3, columnWidths: [1, 1, 1.1]) {
        for fit in fits {
            Axes(
                title: "\(fit.count) bumps: error \(decimals(2, fit.testError))", xLabel: "x", yLabel: "y",
                yRange: -2.2...2.2
            ) {
                Points(curve.x.scalars, curve.y.scalars, color: .data, size: 12, opacity: 0.45)
                Line(grid.scalars, NoisyCurve.clean(grid).scalars, color: .neutral, style: .dashed)
                Line(grid.scalars, fit(grid).scalars, color: .prediction, weight: .thick)
            }
        }
        Axes(
            title: "error at each width", xLabel: "width of a bump", yLabel: "root mean squared error",
            xScale: .log, yScale: .log, yRange: 0.02...3
        ) {
            for (number, row) in errors.enumerated() {
                Line(
                    widths, row.test, label: "\(row.count) bumps", color: number == 0 ? .data : .error,
                    style: number == 0 ? .solid : .dashed)
            }
            Points([width, width], fits.map(\.testError), color: .prediction, size: 30)
        }
    }
}

/// Centres found by k-means and centres picked at random, and what a network of bumps around them gets right.
func centresFigure(
    found: Tensor, picked: Tensor, bars: [(name: String, found: Scalar, picked: Scalar)]
) -> Figure {
    func grid(_ title: String, _ centres: Tensor) -> ImageGrid {
        ImageGrid(title: title, columns: 5, range: 0...1) {
            for place in 0..<20 { Tile(centres[place].scalars, width: 28) }
        }
    }
    return Figure(columns: 3, columnWidths: [1, 1, 1.3]) {
        grid("20 of \(found.shape[0]) by k-means", found)
        grid("20 of \(found.shape[0]) picked", picked)
        Axes(title: "test accuracy, %", xLabel: "width, as a multiple", yRange: 0...100) {
            Bars(
                bars.map(\.name),
                groups: [
                    Bars.Series("k-means", bars.map { 100 * $0.found }, color: .prediction),
                    Bars.Series("picked", bars.map { 100 * $0.picked }, color: .neutral),
                ], decimals: 0)
        }
    }
}
