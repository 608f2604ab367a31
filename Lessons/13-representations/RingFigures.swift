import Foundation
import Nabla
import Notebook

/// The colours of the two classes: the cloud's and the ring's.
let classInks: [Ink] = [.weightNegative, .weightPositive]

/// A look at three dimensions from the side: x to the right, z upwards, y away from the eye.
private struct View {
    /// Where the origin lies on the board.
    static let middle = (x: 3.7, y: 1.7)
    var azimuth = -35.0
    var elevation = 22.0

    func callAsFunction(_ x: Double, _ y: Double, _ z: Double) -> (Double, Double) {
        let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
        let (right, away) = (x * cos(a) - y * sin(a), x * sin(a) + y * cos(a))
        return (Self.middle.x + right, Self.middle.y + z * cos(e) + away * sin(e))
    }

    /// How far from the eye, to draw what is far first.
    func distance(_ x: Double, _ y: Double) -> Double {
        let a = azimuth * .pi / 180
        return x * sin(a) + y * cos(a)
    }
}

extension RingAndBlob {
    fileprivate var places: [(x: Double, y: Double)] {
        let (x, y) = (points[.all, 0].scalars, points[.all, 1].scalars)
        return labels.indices.map { (Double(x[$0]), Double(y[$0])) }
    }

    fileprivate func marks(size: Double = 16) -> [any Mark] {
        Points.byClass(
            points[.all, 0].scalars, points[.all, 1].scalars, classes: labels, colors: classInks, size: size,
            opacity: 0.85)
    }

    /// The plane with the regions of a classifier, and the points.
    fileprivate func territory(_ title: String, _ scores: @escaping (Tensor) -> Tensor) -> Axes {
        Axes(title: title, xRange: -2.9...2.9, yRange: -2.9...2.9, xTicks: [], yTicks: [], isEquallyScaled: true) {
            Regions(colors: classInks) { places in
                let x = Tensor(scalars: places.flatMap { [Scalar($0.x), Scalar($0.y)] }, shape: [places.count, 2])
                return scores(x).scalars.map { $0 > 0 ? 1 : 0 }
            }
            marks()
        }
    }

    /// The points alone.
    func openingFigure() -> Figure {
        Figure(xRange: -4.8...4.8, yRange: -2.9...2.9, xTicks: [], yTicks: [], isEquallyScaled: true) {
            marks(size: 24)
        }
    }

    /// The points, the best of all lines, and the one that logistic regression ends with.
    func linesFigure(best: BestLine, logistic: (weights: Tensor, bias: Scalar)) -> Figure {
        Figure(columns: 2) {
            Axes(
                title: "the best of all lines: \(percent(best.accuracy)) right", xLabel: "x₁",
                yLabel: "x₂", xRange: -2.9...2.9, yRange: -2.9...2.9, isEquallyScaled: true
            ) {
                HalfPlane(weights: best.weights, bias: best.bias, color: classInks[1])
                DecisionLine(weights: best.weights, bias: best.bias)
                marks(size: 20)
            }
            let scores = matmul(points, logistic.weights) + logistic.bias
            Axes(
                title: "logistic regression: \(percent(accuracy(scores))) right", xLabel: "x₁",
                yLabel: "x₂", xRange: -2.9...2.9, yRange: -2.9...2.9, isEquallyScaled: true
            ) {
                HalfPlane(
                    weights: (logistic.weights[0].item, logistic.weights[1].item), bias: logistic.bias,
                    color: classInks[1])
                DecisionLine(
                    weights: (logistic.weights[0].item, logistic.weights[1].item), bias: logistic.bias)
                marks(size: 20)
            }
        }
    }

    /// The points in space, each at a share of the height x₁² + x₂², and the plane that cuts them once they are up.
    fileprivate func space(
        _ title: String, share: Double, plane: (weights: Tensor, bias: Scalar), pointSize: Double = 16,
        boardHeight: Double = 7.4
    ) -> Diagram {
        let (view, rise, places) = (View(), 0.62, self.places)
        let reach = 2.6
        let w = plane.weights.scalars.map { Double($0) }
        func height(_ x: Double, _ y: Double) -> Double {
            rise * share * -(Double(plane.bias) + w[0] * x + w[1] * y) / w[2]
        }
        let corners = [(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)]
        let order = labels.indices.sorted {
            view.distance(places[$0].x, places[$0].y) > view.distance(places[$1].x, places[$1].y)
        }
        func cloud(above: Bool) -> [any Mark] {
            order.filter { point in
                let (x, y) = places[point]
                return (rise * share * (x * x + y * y) > height(x, y)) == above
            }.map { point in
                let (x, y) = places[point]
                return Points(
                    at: [view(x, y, rise * share * (x * x + y * y))], color: classInks[labels[point]],
                    marker: labels[point] == 0 ? .circle : .square, size: pointSize, opacity: 0.9)
            }
        }
        return Diagram(title: title, width: 2 * View.middle.x, height: boardHeight) {
            for place in stride(from: -reach, through: reach, by: reach / 4) {
                Line(
                    [view(place, -reach, 0), view(place, reach, 0)].map(\.0),
                    [view(place, -reach, 0), view(place, reach, 0)].map(\.1), color: .neutral, weight: .thin,
                    opacity: 0.35)
                Line(
                    [view(-reach, place, 0), view(reach, place, 0)].map(\.0),
                    [view(-reach, place, 0), view(reach, place, 0)].map(\.1), color: .neutral, weight: .thin,
                    opacity: 0.35)
            }
            cloud(above: false)
            Polygon(
                corners.map { view($0.0, $0.1, height($0.0, $0.1)) }, color: .prediction,
                opacity: 0.12 + 0.2 * share, outline: .thin)
            cloud(above: true)
        }
    }

    /// A frame of the film: the points rise, and a plane passes between cloud and ring.
    func liftFigure(share: Double, plane: (weights: Tensor, bias: Scalar)) -> Figure {
        Figure(columns: 1) { space("", share: share, plane: plane, pointSize: 24, boardHeight: 6.2) }
    }

    /// One ring in four systems of coordinates, and below each the border that its straight cut means in the first.
    func fourCoordinatesFigure(
        best: BestLine, plane: (weights: Tensor, bias: Scalar), network: RingNetwork
    ) -> Figure {
        // The mean similarity to the points of each class: two coordinates that a kernel gives.
        let members = [0, 1].map { label in points.gathering(labels.indices.filter { labels[$0] == label }) }
        func similarities(_ x: Tensor) -> Tensor {
            Tensor(stacking: members.map { bumps(x, $0, width: 1).mean(alongAxes: 1) }).transposed()
        }
        let near = similarities(points)
        let cut = logisticRegression(near * 10, labels, rate: 0.3)
        let cutWeights = cut.weights * 10
        // The hidden layer, seen along its separating plane: across it, and along the direction of largest variance within it.
        let normal = network.last.weight.value.reshaped(to: [network.last.weight.value.size])
        let length = normal.norm()
        let across = normal / length
        let hidden = network.coordinates(points)
        let centred = hidden - hidden.mean(alongAxes: 0)
        let flat = centred - matmul(centred, across).expanded(atAxis: 1) * across
        let along = PrincipalPlane(flat, kept: 1).directions[0]
        func shown(_ x: Tensor) -> (x: [Scalar], y: [Scalar]) {
            let h = network.coordinates(x)
            return (matmul(h, across).scalars, matmul(h, along).scalars)
        }
        let places = shown(points)
        let border = -network.last.bias.value.item / length
        let steps = Tensor(linspace: -1.95...1.95, count: 53)
        let gridLines = (0...6).flatMap { line -> [(x: [Scalar], y: [Scalar])] in
            let at = Tensor(repeating: Scalar(line) * 0.65 - 1.95, shape: [53])
            return [Tensor(stacking: [at, steps]), Tensor(stacking: [steps, at])].map { shown($0.transposed()) }
        }
        return Figure(columns: 4) {
            Axes(
                title: "x₁ and x₂", xRange: -2.9...2.9, yRange: -2.9...2.9, xTicks: [], yTicks: [],
                isEquallyScaled: true
            ) {
                DecisionLine(weights: best.weights, bias: best.bias, weight: .thick)
                marks()
            }
            space("with x₁² + x₂²", share: 1, plane: plane)
            Axes(title: "two similarities", xTicks: [], yTicks: []) {
                DecisionLine(
                    weights: (cutWeights[0].item, cutWeights[1].item), bias: cut.bias, weight: .thick)
                Points.byClass(
                    near[.all, 0].scalars, near[.all, 1].scalars, classes: labels, colors: classInks, size: 16,
                    opacity: 0.85)
            }
            Axes(title: "three hidden units", xTicks: [], yTicks: []) {
                for line in gridLines { Line(line.x, line.y, color: .neutral, weight: .thin, opacity: 0.6) }
                VerticalLine(border, color: .foreground, style: .solid)
                Points.byClass(places.x, places.y, classes: labels, colors: classInks, size: 16, opacity: 0.85)
            }
            territory("") { matmul($0, Tensor([best.weights.0, best.weights.1])) + best.bias }
            territory("") { matmul(lifted($0), plane.weights) + plane.bias }
            territory("") { matmul(similarities($0), cutWeights) + cut.bias }
            territory("") { network.scores($0) }
        }
    }

    /// The boundary of a support vector machine with its margins, support vectors ringed; `curved` has Gaussian bumps of width 1.
    func marginFigure(
        line: (points: Tensor, labels: [Int], machine: SupportVectorMachine, others: [(weights: Tensor, bias: Scalar)]),
        curved: SupportVectorMachine
    ) -> Figure {
        let w = line.machine.w
        let (w1, w2, b) = (w[0].item, w[1].item, Scalar(line.machine.bias))
        let carriers = line.machine.supportVectors
        // The score in numbers, since a contour asks for it at tens of thousands of places.
        let places = self.places
        let bumps = curved.supportVectors.map { (place: places[$0], weight: curved.a[$0]) }
        func score(_ x: Double, _ y: Double) -> Double {
            bumps.reduce(curved.bias) { sum, bump in
                let (dx, dy) = (x - bump.place.x, y - bump.place.y)
                return sum + bump.weight * exp(-(dx * dx + dy * dy) / 2)
            }
        }
        func rings(_ points: Tensor, _ rows: [Int]) -> Points {
            Points(
                rows.map { points[$0, 0].item }, rows.map { points[$0, 1].item }, color: .foreground, marker: .ring,
                size: 50)
        }
        return Figure(columns: 2) {
            Axes(
                title: "grey: 20 perceptrons", xLabel: "x₁", yLabel: "x₂", xRange: -4.5...4.5,
                yRange: -4.5...4.5, isEquallyScaled: true
            ) {
                for other in line.others {
                    DecisionLine(
                        weights: (other.weights[0].item, other.weights[1].item), bias: other.bias, color: .neutral,
                        weight: .thin)
                }
                DecisionLine(weights: (w1, w2), bias: b, color: .prediction, weight: .thick)
                DecisionLine(weights: (w1, w2), bias: b - 1, color: .prediction, style: .dashed, weight: .thin)
                DecisionLine(weights: (w1, w2), bias: b + 1, color: .prediction, style: .dashed, weight: .thin)
                rings(line.points, carriers)
                Points.byClass(
                    line.points[.all, 0].scalars, line.points[.all, 1].scalars, classes: line.labels,
                    colors: classInks, size: 22, opacity: 0.85)
            }
            Axes(
                title: "\(curved.supportVectors.count) support vectors of 200 points", xLabel: "x₁", yLabel: "x₂",
                xRange: -2.9...2.9, yRange: -2.9...2.9, isEquallyScaled: true
            ) {
                Contour(levels: [-1, 0, 1], color: .prediction, weight: .normal, label: Contour.number, score)
                rings(points, curved.supportVectors)
                marks(size: 20)
            }
        }
    }
}

/// Points with a third coordinate, x₁² + x₂². Shapes: [N, 2] → [N, 3].
func lifted(_ points: Tensor) -> Tensor {
    Tensor(concatenating: [points, square(points).sum(alongAxes: 1, keepingAxes: true)], alongAxis: 1)
}
