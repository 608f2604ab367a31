import Foundation
import Nabla

// The computation graphs of lesson 05, and the count of paths.

enum BackpropagationGraphs {
    typealias Node = ComputationGraph.Node

    /// c = a·(a + 1) at 3, before and after the backward pass; every node keeps its place.
    static func fork() -> Figure {
        func nodes(_ slopes: [Double?]) -> [Node] {
            [
                Node("a", value: 3, gradient: slopes[0]), Node("1", value: 1, gradient: slopes[1]),
                Node(
                    "b = a + 1", operation: "+", value: 4, gradient: slopes[2],
                    wires: [.init(from: 0, rate: 1), .init(from: 1, rate: 1)]),
                Node(
                    "c = a·b", operation: "×", value: 12, gradient: slopes[3],
                    wires: [.init(from: 0, rate: 4), .init(from: 2, rate: 3)]),
            ]
        }
        return Figure(columns: 2) {
            ComputationGraph(
                title: "forward pass: values and local derivatives", nodes([nil, nil, nil, nil]))
            ComputationGraph(
                title: "backward pass: gradients, 4 + 3 at a", direction: .backward, nodes([7, 3, 3, 1]))
        }
    }

    /// What four operations do to a gradient of 2 that arrives.
    static func gates() -> Figure {
        func pair(_ a: Double, _ b: Double, _ rates: (Double, Double), _ sign: String, _ value: Double)
            -> [Node]
        {
            [
                Node("a", value: a, gradient: 2 * rates.0), Node("b", value: b, gradient: 2 * rates.1),
                Node(
                    "", operation: sign, value: value, gradient: 2,
                    wires: [.init(from: 0, rate: rates.0), .init(from: 1, rate: rates.1)]),
            ]
        }
        let s = 1 / (1 + exp(-1.0))
        return Figure(columns: 2) {
            ComputationGraph(title: "+ copies", direction: .backward, pair(3, 5, (1, 1), "+", 8))
            ComputationGraph(
                title: "× multiplies by the other input", direction: .backward, pair(3, 5, (5, 3), "×", 15))
            ComputationGraph(title: "max passes it to the larger", direction: .backward, pair(3, 5, (0, 1), "max", 5))
            ComputationGraph(
                title: "σ multiplies by at most ¼", direction: .backward,
                [
                    Node("a", value: 1, gradient: 2 * s * (1 - s)),
                    Node(
                        "", operation: "σ", value: s, gradient: 2, wires: [.init(from: 0, rate: s * (1 - s))]),
                ])
        }
    }

    /// From w₁ to E by both outputs: the values and gradients of the page, and on every edge its local derivative.
    ///
    /// Every local derivative is known: 0.1 is x₁, 0.5 is w₅, 0.7 is w₇; those into E are the errors; the rest are
    /// derivatives of σ.
    static func waysOfOneWeight() -> Figure {
        func squash(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
        func slope(_ s: Double) -> Double { s * (1 - s) }
        let h = [squash(0.41), squash(0.47)]
        let z = [0.5 * h[0] + 0.6 * h[1] + 0.35, 0.7 * h[0] + 0.8 * h[1] + 0.35]
        let o = z.map(squash)
        let errors = [o[0] - 0.05, o[1] - 0.95]
        let delta = [errors[0] * slope(o[0]), errors[1] * slope(o[1])]
        let atHidden = 0.5 * delta[0] + 0.7 * delta[1]
        let inside = atHidden * slope(h[0])
        func node(
            _ name: String, _ sign: String, _ value: Double, _ gradient: Double, _ wires: [(Int, Double)]
        )
            -> Node
        {
            Node(
                name, operation: sign, value: value, gradient: gradient,
                wires: wires.map { .init(from: $0.0, rate: $0.1) })
        }
        return Figure(
            ComputationGraph(
                direction: .backward, labels: .rates,
                [
                    node("w₁", "", 0.1, 0.1 * inside, []), node("z(h₁)", "Σ", 0.41, inside, [(0, 0.1)]),
                    node("h₁", "σ", h[0], atHidden, [(1, slope(h[0]))]),
                    node("z(o₁)", "Σ", z[0], delta[0], [(2, 0.5)]),
                    node("o₁", "σ", o[0], errors[0], [(3, slope(o[0]))]),
                    node("z(o₂)", "Σ", z[1], delta[1], [(2, 0.7)]),
                    node("o₂", "σ", o[1], errors[1], [(5, slope(o[1]))]),
                    node(
                        "E", "½²", (errors[0] * errors[0] + errors[1] * errors[1]) / 2, 1,
                        [(4, errors[0]), (6, errors[1])]),
                ]))
    }

    /// The 2-2-2 network as the engine sees it: a node for every tensor, the shape of its value and of its gradient.
    static func tensors() -> Figure {
        // x is a constant: nothing asks for its gradient.
        func node(_ name: String, _ sign: String, _ shape: String, _ parents: [Int]) -> Node {
            Node(
                name, operation: sign, value: shape, gradient: name == "x" ? "none" : shape,
                wires: parents.map { .init(from: $0) })
        }
        return Figure(
            ComputationGraph(
                direction: .forward,
                [
                    node("x", "", "[1, 2]", []), node("W₁", "", "[2, 2]", []),
                    node("x·W₁", "·", "[1, 2]", [0, 1]), node("b₁", "", "[1]", []),
                    node("z", "+", "[1, 2]", [2, 3]), node("h", "σ", "[1, 2]", [4]),
                    node("W₂", "", "[2, 2]", []), node("h·W₂", "·", "[1, 2]", [5, 6]),
                    node("b₂", "", "[1]", []), node("z′", "+", "[1, 2]", [7, 8]),
                    node("o", "σ", "[1, 2]", [9]), node("E", "½²", "[]", [10]),
                ]))
    }

    /// Ten forks in a row: the number of paths doubles, and there are only four more edges.
    static func diamonds() -> Figure {
        let (count, step, left, middle) = (10, 1.42, 0.75, 2.55)
        func x(_ index: Int) -> Double { left + step * Double(index) }
        return Figure(
            Diagram(width: 16, height: 4.9) {
                for index in 0..<count {
                    for side in [1.0, -1] {
                        Line(
                            [x(index), x(index) + step / 2, x(index + 1)],
                            [middle, middle + 0.8 * side, middle], color: .neutral, weight: .normal)
                        Disc(at: (x(index) + step / 2, middle + 0.8 * side), radius: 0.13, color: .data)
                    }
                }
                for index in 0...count {
                    Disc(at: (x(index), middle), radius: 0.2, color: .data, isFilled: true)
                    Note(
                        formatted(pow(2, Double(index)), decimals: 0), at: (x(index), 4.05),
                        color: .prediction,
                        size: 32, isBold: true)
                    Note(
                        "\(4 * index)", at: (x(index), 1.05), color: .gradient, size: 32, isBold: true)
                }
                Note(
                    "paths from the first number to this one", at: (0.4, 4.6), anchor: .left,
                    color: .prediction, size: 30)
                Note(
                    "edges between the first number and this one", at: (0.4, 0.5), anchor: .left,
                    color: .gradient, size: 30)
            })
    }
}
