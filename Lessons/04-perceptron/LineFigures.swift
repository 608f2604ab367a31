import Nabla

/// The drawings of lesson 04. The lesson computes the numbers, these functions put them on paper.
enum PerceptronFigures {
    /// The unit square with some room around it; both axes carry 0 and 1 only.
    static func square(
        _ title: String = "", x: String = "x₁", y: String = "x₂", room: Double = 0.5,
        @MarkBuilder marks: () -> [any Mark]
    ) -> Axes {
        let ticks = [Tick(0, "0"), Tick(1, "1")]
        return Axes(
            title: title, xLabel: x, yLabel: y, xRange: -room...1 + room, yRange: -room...1 + room,
            xTicks: ticks, yTicks: ticks, isEquallyScaled: true, marks: marks)
    }

    /// What the two classes stand for, above a figure.
    static let key = ["no", "yes"]

    /// The four corners, each with the colour and shape of its label.
    static func corners(_ labels: [Int], named: Bool = false, hasKey: Bool = false) -> [any Mark] {
        let marks = Points.byClass(
            [0, 0, 1, 1], [0, 1, 0, 1], classes: labels, names: hasKey ? key : [], size: 34)
        guard named else { return marks }
        let names = [("00", 0.0, 0.0), ("01", 0, 1), ("10", 1, 0), ("11", 1, 1)]
        return marks
            + names.map { name, x, y in
                // Outside the square, off its corner.
                Note(name, at: (1.4 * x - 0.2, 1.34 * y - 0.17), size: 30)
            }
    }

    /// One line under four changes: as it was, bias raised, weights turned, everything doubled.
    static func lineAndArrow() -> Figure {
        let versions: [(title: String, w: (Double, Double), b: Double)] = [
            ("w = (1, 1), b = −1.5", (1, 1), -1.5), ("b raised to −0.5", (1, 1), -0.5),
            ("w turned to (1.4, 0.2)", (1.4, 0.2), -1.5), ("all doubled", (2, 2), -3),
        ]
        return Figure(columns: 4) {
            for (title, w, b) in versions {
                Axes(
                    title: title, xLabel: "x₁", yLabel: "x₂", xRange: -1...3, yRange: -1...3,
                    isEquallyScaled: true
                ) {
                    HalfPlane(weights: w, bias: b, color: .series(1))
                    DecisionLine(weights: w, bias: b, weight: .thick, arrowLabel: "w")
                    if title == versions[0].title { rightAngle() }
                }
            }
        }
    }

    /// Two points on the first line, and the right angle between it and w, whose foot is at (0.75, 0.75).
    private static func rightAngle() -> [any Mark] {
        [
            Line([1.0, 1.25, 1.0], [0.5, 0.75, 1.0], color: .gradient, weight: .normal),
            Points([1.5, 0.0], [0.0, 1.5], color: .foreground, size: 26),
            Note("p", at: (1.1, -0.5), size: 36, isBold: true),
            Note("q", at: (-0.5, 1.1), size: 36, isBold: true),
        ]
    }

    /// Four gates as four lines in the same square.
    static func gates() -> Figure {
        func gate(_ labels: [Int], _ w: (Double, Double), _ b: Double) -> [any Mark] {
            [HalfPlane(weights: w, bias: b, color: .series(1)) as any Mark]
                + [DecisionLine(weights: w, bias: b, weight: .thick)] + corners(labels, hasKey: b == -1.5)
        }
        return Figure(columns: 4) {
            square("AND, b = −1.5") {
                gate([0, 0, 0, 1], (1, 1), -1.5)
                DecisionLine(weights: (1, 1), bias: -2, style: .dashed)
            }
            square("OR, b = −0.5") { gate([0, 1, 1, 1], (1, 1), -0.5) }
            square("NAND, b = 1.5") { gate([1, 1, 1, 0], (-1, -1), 1.5) }
            square("NOT x₁, b = 0.5") { gate([1, 1, 0, 0], (-1, 0), 0.5) }
        }
    }

    /// Left: the line after each pass over the corners. Right: the corrections in each pass.
    static func learning(_ history: [(pass: Int, sample: Int, w: Tensor, b: Scalar)], labels: [Int]) -> Figure {
        let passes = history.last?.pass ?? 0
        let counts = (1...passes + 1).map { pass in history.count { $0.pass == pass } }
        return Figure(columns: 2, columnWidths: [1.15, 1]) {
            square("the line after each pass", room: 0.7) {
                for pass in 1...passes {
                    if let last = history.last(where: { $0.pass == pass }) {
                        let isFound = pass == passes
                        if isFound { HalfPlane(weights: weights(last.w), bias: last.b, color: .series(1)) }
                        DecisionLine(
                            weights: weights(last.w), bias: last.b, label: "\(pass)",
                            color: isFound ? .foreground : .custom(earlier.color(at: Double(pass) / Double(passes))),
                            style: isFound ? .solid : .dashed,
                            weight: isFound ? .thick : .normal)
                    }
                }
                corners(labels, hasKey: true)
            }
            Axes(
                title: "corrections in each pass", xLabel: "pass", yRange: 0...Double(counts.max()!) + 0.6,
                yTicks: []
            ) {
                Bars((1...passes + 1).map(String.init), counts, color: .error, decimals: 0)
            }
        }
    }

    /// The line before and after one correction, with the corner that was wrong; and the three numbers it left.
    static func correction(
        _ number: Int, of history: [(pass: Int, sample: Int, w: Tensor, b: Scalar)], labels: [Int]
    ) -> Figure {
        let step = history[number - 1]
        let before = number > 1 ? history[number - 2] : nil
        let corner = (Double(step.sample / 2), Double(step.sample % 2))
        return Figure(columns: 2, columnWidths: [1.15, 1]) {
            square("pass \(step.pass): the line before and after", room: 0.7) {
                HalfPlane(weights: weights(step.w), bias: step.b, color: .series(1))
                if let before {
                    DecisionLine(weights: weights(before.w), bias: before.b, color: .neutral, style: .dashed)
                }
                DecisionLine(weights: weights(step.w), bias: step.b, weight: .thick)
                Points([corner.0], [corner.1], color: .error, marker: .ring, size: 62)
                corners(labels, named: true, hasKey: true)
            }
            Axes(title: "what it leaves", yRange: -3.6...3.6) {
                let numbers = step.w.scalars + [step.b]
                Bars(["w₁", "w₂", "b"], numbers, colors: numbers.map { .weight($0) }, decimals: 0)
            }
        }
    }

    /// Greys of earlier and later lines.
    private static let earlier = ColorMap(stops: [Color(hex: 0x97A3B3), Color(hex: 0x3A4452)])

    /// Two numbers of a vector, for marks that take a pair.
    static func weights(_ w: Tensor) -> (Scalar, Scalar) { (w[0].item, w[1].item) }
}
