import Nabla

// Two planes: on the left the plane of inputs, where a neuron is a line and an example is a point; on the right the
// plane of weights, where a neuron is a point and an example is a line.

extension PerceptronFigures {
    /// AND with the bias held: the neurons that get all corners right form a triangle, and learning walks into it.
    static func twoPlanes(_ walk: [Tensor], bias: Double) -> Figure {
        let first = walk[0]
        let last = walk[walk.count - 1]
        return Figure(columns: 2) {
            square("plane of inputs: a neuron is a line", room: 0.7) {
                HalfPlane(weights: weights(last), bias: bias, color: .series(1))
                DecisionLine(
                    weights: weights(first), bias: bias, label: "start", color: .error, style: .dashed)
                DecisionLine(weights: weights(last), bias: bias, weight: .thick)
                corners([0, 0, 0, 1])
                Note("AND", at: (1.12, 1.1), anchor: Anchor(.left, .bottom), isBold: true)
            }
            weightPlane("plane of weights: a neuron is a point", labels: [0, 0, 0, 1], bias: bias) {
                Polygon(
                    [(-bias, 0.0), (0.0, -bias), (-bias, -bias)], color: .gradient, opacity: 0.5,
                    outline: .normal)
                for (from, to) in zip(walk, walk.dropFirst()) {
                    Arrow(from: weights(from), to: weights(to), color: .error)
                }
                Points(at: [weights(first)], labels: ["start"], color: .error)
                Points(at: [weights(last)], color: .foreground)
                Note(
                    "all four right", at: (0.55, 2.35), pointingTo: (0.95, 1.25), color: .gradient,
                    isBold: true)
            }
        }
    }

    /// XOR at three biases: wherever one stands, at most three of the four corners are right.
    static func noOverlap() -> Figure {
        let biases = [-1.5, -0.5, 0.5]
        return Figure(columns: 3) {
            for bias in biases {
                weightPlane("b = \(formatted(bias, decimals: 1))", labels: [0, 1, 1, 0], bias: bias) {}
            }
        }
    }

    /// The plane (w₁, w₂): darker where more corners are answered rightly, with the number written in each part.
    private static func weightPlane(
        _ title: String, labels: [Int], bias: Double, @MarkBuilder marks: () -> [any Mark]
    ) -> Axes {
        let inputs: [(Double, Double)] = [(0, 0), (0, 1), (1, 0), (1, 1)]
        func right(_ w1: Double, _ w2: Double) -> Int {
            zip(inputs, labels).count { x, label in (w1 * x.0 + w2 * x.1 + bias >= 0) == (label == 1) }
        }
        return Axes(
            title: title, xLabel: "w₁", yLabel: "w₂", xRange: -2...3, yRange: -2...3, isEquallyScaled: true
        ) {
            for (x, label) in zip(inputs, labels) {
                let side: Double = label == 1 ? 1 : -1
                // The corner (0, 0) looks at the bias only: all weights satisfy it, or none.
                if x != (0, 0) {
                    HalfPlane(
                        weights: (side * x.0, side * x.1), bias: side * bias, color: .gradient, opacity: 0.2)
                    DecisionLine(weights: x, bias: bias, color: .gradient)
                }
            }
            for place in centres(of: right) {
                Note("\(right(place.0, place.1))", at: place, size: 40, isBold: true)
            }
            marks()
        }
    }

    /// The middle of every part of the plane in which the count is the same.
    private static func centres(of count: (Double, Double) -> Int) -> [(Double, Double)] {
        let steps = 50
        func place(_ step: Int) -> Double { -2 + 5 * (Double(step) + 0.5) / Double(steps) }
        var seen: Set<Int> = []
        var found: [(Double, Double)] = []
        for start in 0..<steps * steps where !seen.contains(start) {
            let wanted = count(place(start % steps), place(start / steps))
            var (part, waiting) = ([Int](), [start])
            seen.insert(start)
            while let cell = waiting.popLast() {
                part.append(cell)
                let (column, row) = (cell % steps, cell / steps)
                for (x, y) in [(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)]
                where (0..<steps).contains(x) && (0..<steps).contains(y) && !seen.contains(y * steps + x)
                    && count(place(x), place(y)) == wanted
                {
                    seen.insert(y * steps + x)
                    waiting.append(y * steps + x)
                }
            }
            let size = Double(part.count)
            let x = part.reduce(0) { $0 + place($1 % steps) } / size
            let y = part.reduce(0) { $0 + place($1 / steps) } / size
            if part.count > 20 { found.append((x, y)) }
        }
        return found
    }
}
