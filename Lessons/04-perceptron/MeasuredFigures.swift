import Nabla

extension PerceptronFigures {
    /// Left: two blobs and the line found. Right: corrections over the gap, with the ceiling of each run.
    static func ceiling(
        points: Tensor, labels: [Int], w: Tensor, b: Scalar,
        runs: [(gap: Scalar, corrections: Int, bound: Scalar)]
    ) -> Figure {
        Figure(columns: 2) {
            Axes(title: "two blobs, gap 0.5", xLabel: "x₁", yLabel: "x₂", isEquallyScaled: true) {
                HalfPlane(weights: weights(w), bias: b, color: .series(1))
                Points.byClass(points[.all, 0].scalars, points[.all, 1].scalars, classes: labels, size: 20)
                DecisionLine(weights: weights(w), bias: b, weight: .thick)
            }
            Axes(
                title: "narrower gap, more corrections", xLabel: "half the gap", yLabel: "corrections",
                xScale: .log, yScale: .log
            ) {
                Points(
                    runs.map(\.gap), runs.map(\.bound), label: "ceiling (R/γ)²", color: .neutral,
                    marker: .plus, size: 26)
                Points(runs.map(\.gap), runs.map(\.corrections), label: "counted", color: .error, size: 22)
            }
        }
    }

    /// The share of gates that one neuron can be; the last point is known from the literature, not counted here.
    static func share(_ counted: [Double], known: Double) -> Figure {
        let inputs = (1...counted.count).map(Double.init)
        let all = counted + [known]
        return Figure(
            xLabel: "number of inputs", yLabel: "gates that one neuron can be, %", yScale: .log,
            xRange: 0.7...5.6, yRange: 0.0008...300, xTicks: (1...5).map { Tick(Double($0), "\($0)") },
            yTicks: [
                (0.001, "0.001"), (0.01, "0.01"), (0.1, "0.1"), (1.0, "1"), (10.0, "10"), (100.0, "100"),
            ]
            .map { Tick($0.0, $0.1) }
        ) {
            Line(inputs + [5], all, color: .data, weight: .thin)
            Points(
                inputs, counted, labels: counted.map { percent($0) }, color: .data, size: 34)
            Points(
                [5.0], [known], labels: ["\(percent(known)), known"], color: .data, marker: .ring, size: 34)
        }
    }

    private static func percent(_ share: Double) -> String {
        formatted(share, decimals: share >= 99.95 ? 0 : share >= 1 ? 1 : 3) + " %"
    }

    /// Left: what the sigmoid neuron answers. Right: the share of right answers, pass by pass, of both neurons.
    static func restless(
        points: Tensor, labels: [Int], w: Tensor, b: Scalar, perceptron: [Scalar], sigmoid: [Scalar]
    ) -> Figure {
        Figure(columns: 2) {
            Axes(title: "lines of 10, 50 and 90 %", xLabel: "x₁", yLabel: "x₂", isEquallyScaled: true) {
                Points.byClass(
                    points[.all, 0].scalars, points[.all, 1].scalars, classes: labels, size: 18, opacity: 0.8)
                for (share, score) in [("10 %", -2.1972246), ("90 %", 2.1972246)] {
                    DecisionLine(
                        weights: weights(w), bias: Double(b) - score, label: share, style: .dashed)
                }
                DecisionLine(weights: weights(w), bias: b, label: "50 %", weight: .thick)
            }
            Axes(
                title: "right answers after each pass", xLabel: "pass", yLabel: "right, %", yRange: 40...100
            ) {
                Line(perceptron.map { 100 * $0 }, label: "perceptron", color: .error)
                Line(sigmoid.map { 100 * $0 }, label: "sigmoid", color: .data, weight: .thick)
                HorizontalLine(50, label: "always yes")
            }
        }
    }
}
