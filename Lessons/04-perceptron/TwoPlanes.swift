import Foundation
import Nabla

// Two planes. On the left the plane of inputs: a neuron is a line in it, an example is a point. On the right
// the plane of weights: a neuron is a point in it, an example is a line.

extension PerceptronFigures {
    /// AND with the bias held: neurons with all corners right form a triangle, and learning walks into it.
    static func twoPlanes(_ walk: [Tensor], bias: Double) -> Figure {
        let first = walk[0]
        let last = walk[walk.count - 1]
        return Figure(columns: 2) {
            square("AND, plane of inputs: a neuron is a line", room: 0.7) {
                HalfPlane(weights: weights(last), bias: bias, color: .series(1))
                DecisionLine(
                    weights: weights(first), bias: bias, label: "start", color: .error, style: .dashed)
                DecisionLine(weights: weights(last), bias: bias, weight: .thick)
                corners([0, 0, 0, 1], hasKey: true)
            }
            weightPlane(
                "plane of weights: it is a point", labels: [0, 0, 0, 1], bias: bias, keepingFrom: walk
            ) {
                for (from, to) in zip(walk, walk.dropFirst()) {
                    Arrow(from: weights(from), to: weights(to), color: .error)
                }
                Points(at: [weights(first)], color: .error)
                Points(at: [weights(last)], color: .foreground)
            }
        }
    }

    /// XOR at three biases: wherever one stands, at most three of the four corners are right.
    static func noOverlap() -> Figure {
        let biases = [-2.0, -1, 1]
        return Figure(columns: 3) {
            for bias in biases {
                weightPlane(
                    "b = \(formatted(bias, decimals: 0))", labels: [0, 1, 1, 0], bias: bias,
                    names: ["(1)", "(2)", "(3)", "(4)"]
                ) {}
            }
        }
    }

    /// The plane (w₁, w₂): one layer of colour for every corner that is right, and their number in each part.
    private static func weightPlane(
        _ title: String, labels: [Int], bias: Double, names: [String] = ["00", "01", "10", "11"],
        keepingFrom walk: [Tensor] = [],
        @MarkBuilder marks: () -> [any Mark]
    ) -> Axes {
        let inputs: [(Double, Double)] = [(0, 0), (0, 1), (1, 0), (1, 1)]
        func rightCorners(_ w: (Double, Double)) -> [Bool] {
            zip(inputs, labels).map { x, label in (w.0 * x.0 + w.1 * x.1 + bias >= 0) == (label == 1) }
        }
        func distances(_ w: (Double, Double)) -> [Double] {
            inputs.dropFirst().map { abs(w.0 * $0.0 + w.1 * $0.1 + bias) / hypot($0.0, $0.1) }
        }
        // A name stands on its border where the other two and the frame are far.
        let spots = inputs.indices.dropFirst().map { corner in
            let x = inputs[corner]
            let line = (0...100).map { -1.7 + 0.044 * Double($0) }.map { w in
                x.1 == 0 ? (-bias, w) : (w, -bias - x.0 * w)
            }
            func merit(_ w: (Double, Double)) -> Double {
                let others = distances(w).enumerated().filter { $0.offset != corner - 1 }.map(\.element)
                return min(others.min()!, w.0 + 2, 3 - w.0, w.1 + 2, 3 - w.1, 0.7) - 0.02 * abs(w.0 + w.1 - 3)
            }
            return line.max { merit($0) < merit($1) }!
        }
        // A number stands in the middle of its part, but away from borders, names, frame and path.
        func clearance(_ w: (Double, Double)) -> Double {
            let borders = distances(w) + spots.map { hypot(w.0 - $0.0, w.1 - $0.1) - 0.3 }
            let path = walk.map { hypot(w.0 - Double($0[0].item), w.1 - Double($0[1].item)) }
            let frame: [Double] = [w.0 + 2, 3 - w.0, w.1 + 2, 3 - w.1]
            return (borders + path + frame).min()!
        }
        let steps = (0..<50).map { -2 + (Double($0) + 0.5) / 10 }
        let grid: [(Double, Double)] = steps.flatMap { w2 in steps.map { w1 in (w1, w2) } }
        let parts = Dictionary(grouping: grid, by: rightCorners)
        return Axes(
            title: title, xLabel: "w₁", yLabel: "w₂", xRange: -2...3, yRange: -2...3, isEquallyScaled: true
        ) {
            for (x, label) in zip(inputs, labels) {
                let side: Double = label == 1 ? 1 : -1
                HalfPlane(
                    weights: (side * x.0, side * x.1), bias: side * bias, color: .gradient, opacity: 0.2)
                DecisionLine(weights: x, bias: bias, color: .gradient)
            }
            for (spot, name) in zip(spots, names.dropFirst()) {
                Note(name, at: spot, color: .gradient, size: 28, isBold: true)
            }
            for (right, places) in parts {
                let x = places.reduce(0) { $0 + $1.0 } / Double(places.count)
                let y = places.reduce(0) { $0 + $1.1 } / Double(places.count)
                let merit = places.map { min(clearance($0), 0.4) - 0.02 * hypot($0.0 - x, $0.1 - y) }
                let best = places[merit.indices.max { merit[$0] < merit[$1] }!]
                Note("\(right.count { $0 })", at: best, size: 40, isBold: true)
            }
            marks()
        }
    }
}
