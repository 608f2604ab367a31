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

    /// What the two losses cost over label times score.
    static func twoLosses() -> Figure {
        Figure(xLabel: "label times score, y·z", yLabel: "loss", xRange: -2...2.4, yRange: 0...3.2) {
            Line([-2, 0, 2.4], [2, 0, 0], color: .neutral, weight: .thick)
            Line([-2, 1, 2.4], [3, 0, 0], color: .error, weight: .thick)
            Note("hinge loss", at: (-0.75, 2.05), anchor: .left, color: .error, size: 36, isBold: true)
            Note("perceptron loss", at: (-1.95, 1.1), anchor: .left, color: .neutral, size: 36, isBold: true)
            Note("wrong", at: (-1, 0.2), size: 34)
            Note("right, too near", at: (0.5, 1.25), size: 34)
            Note("right", at: (1.7, 0.2), size: 34)
            VerticalLine(1)
        }
    }

    /// The same points with two lines. Dashed: as far as the nearest point, on both sides.
    static func margins(points: Tensor, labels: [Int], lines: [Separation]) -> Figure {
        let (x, y) = (points[.all, 0].scalars, points[.all, 1].scalars)
        return Figure(columns: 2) {
            for line in lines {
                Axes(title: line.title, xLabel: "x₁", yLabel: "x₂", isEquallyScaled: true) {
                    let step = line.margin * dot(line.w, line.w).squareRoot()
                    for bias in [line.b - step, line.b + step] {
                        DecisionLine(weights: weights(line.w), bias: bias, color: .neutral, style: .dashed)
                    }
                    DecisionLine(weights: weights(line.w), bias: line.b, weight: .thick)
                    Points.byClass(x, y, classes: labels, names: key, size: 24)
                    Points(
                        line.nearest.map { x[$0] }, line.nearest.map { y[$0] }, color: .error, marker: .ring, size: 50)
                }
            }
        }
    }
}
