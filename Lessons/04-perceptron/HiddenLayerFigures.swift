import Foundation
import Nabla

// What a hidden layer does: it moves the points.

extension PerceptronFigures {
    private static func logistic(_ z: Double) -> Double { 1 / (1 + exp(-z)) }

    /// The square on its way to the plane of the hidden units, in four frames; in the last a line will do.
    static func foldingSquare() -> Figure {
        let steps = 26
        let steepness = 7.0
        func hidden(_ x: Double, _ y: Double) -> (Double, Double) {
            (logistic(steepness * (x + y - 0.5)), logistic(steepness * (x + y - 1.5)))
        }
        let places = (0...steps).flatMap { i in
            (0...steps).map { j in (Double(i) / Double(steps), Double(j) / Double(steps)) }
        }
        func isYes(_ place: (Double, Double)) -> Int {
            let h = hidden(place.0, place.1)
            return h.0 - h.1 >= 0.5 ? 1 : 0
        }
        // The drawing board begins at 0: everything stands a little to the right of it and above it.
        func moved(_ place: (Double, Double), _ share: Double) -> (Double, Double) {
            let h = hidden(place.0, place.1)
            return (0.12 + place.0 + share * (h.0 - place.0), 0.12 + place.1 + share * (h.1 - place.1))
        }
        let four: [(Double, Double)] = [(0, 0), (0, 1), (1, 0), (1, 1)]
        return Figure(columns: 4) {
            for share in [0, 0.4, 0.75, 1] {
                let dots = places.map { moved($0, share) }
                let corners = four.map { moved($0, share) }
                Diagram(width: 1.24, height: 1.24) {
                    HalfPlane(weights: (0, 0), bias: 1, color: .neutral, opacity: 0.06)
                    if share == 1 { HalfPlane(weights: (1, -1), bias: -0.5, color: .series(1)) }
                    Points.byClass(
                        dots.map(\.0), dots.map(\.1), classes: places.map(isYes), size: 12, opacity: 0.75)
                    if share == 1 { DecisionLine(weights: (1, -1), bias: -0.5, weight: .thick) }
                    Points.byClass(corners.map(\.0), corners.map(\.1), classes: [0, 1, 1, 0], size: 42)
                }
            }
        }
    }

    /// XOR's square, its image in the plane of the hidden units, and the line there pulled back as a band.
    static func movedPoints(_ hidden: Tensor) -> Figure {
        return Figure(columns: 3) {
            square("the square: no line will do") {
                corners([0, 1, 1, 0], named: true, hasKey: true)
                DecisionLine(weights: (1, 1), bias: -0.5, label: "OR", color: .neutral, style: .dashed)
                DecisionLine(weights: (1, 1), bias: -1.5, label: "AND", color: .neutral, style: .dashed)
            }
            square("moved: one line is enough", x: "h₁ (OR)", y: "h₂ (AND)") {
                HalfPlane(weights: (1, -1), bias: -0.5, color: .series(1))
                DecisionLine(weights: (1, -1), bias: -0.5, weight: .thick)
                Points.byClass(
                    hidden[.all, 0].scalars, hidden[.all, 1].scalars, classes: [0, 1, 1, 0], size: 34)
                Note("00", at: (-0.12, -0.12), anchor: Anchor(.right, .top))
                Note("01 and 10", at: (1.0, -0.12), anchor: Anchor(.center, .top))
                Note("11", at: (1.0, 1.12), anchor: Anchor(.center, .bottom))
            }
            square("moved back: a band") {
                Polygon(
                    [(-0.5, 1.0), (1.0, -0.5), (1.5, -0.5), (1.5, 0.0), (0.0, 1.5), (-0.5, 1.5)],
                    color: .series(1), opacity: 0.16)
                DecisionLine(weights: (1, 1), bias: -0.5, weight: .thick)
                DecisionLine(weights: (1, 1), bias: -1.5, weight: .thick)
                corners([0, 1, 1, 0])
            }
        }
    }

    /// What no, one and two hidden layers of steps draw. `answer` gives the classes of many points at once.
    static func regions(_ networks: [(title: String, answer: (Tensor) -> Tensor)]) -> Figure {
        Figure(columns: networks.count) {
            for (title, answer) in networks {
                Axes(
                    title: title, xLabel: "x₁", yLabel: "x₂", xRange: 0...1, yRange: 0...1,
                    xTicks: [Tick(0, "0"), Tick(1, "1")], yTicks: [Tick(0, "0"), Tick(1, "1")],
                    isEquallyScaled: true
                ) {
                    Regions(
                        resolution: 240, opacity: 0.45,
                        classes: { points in
                            let places = points.flatMap { [Scalar($0.x), Scalar($0.y)] }
                            return answer(Tensor(scalars: places, shape: [points.count, 2])).scalars.map {
                                Int($0)
                            }
                        })
                }
            }
        }
    }
}
