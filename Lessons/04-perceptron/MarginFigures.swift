import Nabla

extension PerceptronFigures {
    /// A line between two classes, and its margin.
    struct Separation {
        var title: String
        var w: Tensor
        var b: Scalar
        var margin: Scalar
        /// The points to be ringed.
        var nearest: [Int]
    }

    /// What the two losses cost over label times score; then the same points with two lines. Dashed: as far as the nearest
    /// point, on both sides.
    static func margins(points: Tensor, labels: [Int], lines: [Separation]) -> Figure {
        let (x, y) = (points[.all, 0].scalars, points[.all, 1].scalars)
        return Figure(columns: 3, columnWidths: [0.9, 1, 1]) {
            Axes(
                title: "two losses", xLabel: "label times score, y·z", yLabel: "loss", xRange: -2...2.4, yRange: 0...3.2
            ) {
                Line([-2, 0, 2.4], [2, 0, 0], color: .neutral, weight: .thick)
                Line([-2, 1, 2.4], [3, 0, 0], color: .error, weight: .thick)
                Note("hinge", at: (-0.55, 2.05), anchor: .left, color: .error, isBold: true)
                Note("perceptron", at: (-1.9, 0.75), anchor: .left, color: .neutral, isBold: true)
            }
            for line in lines {
                Axes(title: line.title, xLabel: "x₁", yLabel: "x₂", isEquallyScaled: true) {
                    let step = line.margin * dot(line.w, line.w).squareRoot()
                    for bias in [line.b - step, line.b + step] {
                        DecisionLine(weights: weights(line.w), bias: bias, color: .neutral, style: .dashed)
                    }
                    DecisionLine(weights: weights(line.w), bias: line.b, weight: .thick)
                    Points.byClass(x, y, classes: labels, names: line.nearest == lines[0].nearest ? key : [], size: 20)
                    Points(
                        line.nearest.map { x[$0] }, line.nearest.map { y[$0] }, color: .error, marker: .ring, size: 44)
                }
            }
        }
    }
}
